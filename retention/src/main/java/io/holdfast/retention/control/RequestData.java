package io.holdfast.retention.control;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.retention.control.Disposal.Counts;
import io.holdfast.retention.control.Disposal.PlannedSegment;
import io.holdfast.retention.hold.HoldTerms;
import io.holdfast.retention.schedule.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of each type of request; {@link RemovalData} has the two that take records away. */
public sealed interface RequestData {
  /** Of {@code matter-opened}. */
  record MatterOpened(String matter, String name, String reason) implements RequestData {}

  /**
   * Of {@code hold-placed}.
   *
   * @param resolved addresses of the people named, as known when it was placed
   */
  record HoldPlaced(String matter, String hold, HoldTerms terms, List<String> resolved)
      implements RequestData {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public HoldPlaced {
      resolved = resolved == null ? List.of() : List.copyOf(resolved);
    }
  }

  /** Of {@code hold-released}. */
  record HoldReleased(String matter, String hold, String reason) implements RequestData {}

  /** Of {@code schedule-set}. */
  record ScheduleSet(Schedule schedule) implements RequestData {}

  /** Of {@code disposal-planned}. */
  record DisposalPlanned(String disposal, Counts counts, List<PlannedSegment> segments)
      implements RequestData {}

  /** Of {@code disposal-approved}. */
  record DisposalApproved(String disposal) implements RequestData {}

  /** Of {@code disposal-refused}. */
  record DisposalRefused(String disposal, String reason) implements RequestData {}

  /** Of {@code disposal-completed}. */
  record DisposalCompleted(
      String disposal, ObjectEntry certificate, @Nullable Sha256 root, long destroyed, long kept)
      implements RequestData {}

  /** Of {@code clock-confirmed}. */
  record ClockConfirmed(String reason) implements RequestData {}
}
