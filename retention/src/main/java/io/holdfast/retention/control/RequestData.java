package io.holdfast.retention.control;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.retention.control.Disposal.Counts;
import io.holdfast.retention.control.Disposal.PlannedSegment;
import io.holdfast.retention.hold.HoldTerms;
import io.holdfast.retention.hold.Joined;
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

  /**
   * Of {@code hold-widened}: records say that more identifiers are of the people a hold names. It
   * outlives those records, so that a hold never forgets whom it is about.
   */
  record HoldWidened(String matter, String hold, Joined joined) implements RequestData {}

  /** Of {@code schedule-set}. */
  record ScheduleSet(Schedule schedule) implements RequestData {}

  /** Of {@code disposal-planned}. */
  record DisposalPlanned(String disposal, Counts counts, List<PlannedSegment> segments)
      implements RequestData {}

  /** Of {@code disposal-approved}. */
  record DisposalApproved(String disposal) implements RequestData {}

  /** Of {@code disposal-refused}. */
  record DisposalRefused(String disposal, String reason) implements RequestData {}

  /**
   * Of {@code removal-begun}: asks leave to take records out of a segment, good only while no hold
   * was placed, widened or released. Once it is accepted the records go, unless it is withdrawn.
   *
   * @param segment name of the segment object
   * @param from the keyring that counts before
   * @param kept numbers of the records that stay; empty when the whole segment goes
   */
  record RemovalBegun(String disposal, String segment, ObjectEntry from, List<Integer> kept)
      implements RequestData {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public RemovalBegun {
      kept = kept == null ? List.of() : List.copyOf(kept);
    }
  }

  /** Of {@code removal-withdrawn}: a hold keeps something by now of what was to go. */
  record RemovalWithdrawn(String disposal, String segment) implements RequestData {}

  /**
   * What {@code keyring-narrowed} and {@code segment-destroyed} say beside what the archive reads
   * from them.
   *
   * @param list the object that lists numbers, ids and leaves of the records that go
   * @param destroyed how many go
   * @param root RFC 6962 root over their leaves
   */
  record RemovalFact(String disposal, String segment, ObjectEntry list, long destroyed, Sha256 root)
      implements RequestData {}

  /** Of {@code disposal-completed}. */
  record DisposalCompleted(
      String disposal, ObjectEntry certificate, @Nullable Sha256 root, long destroyed, long kept)
      implements RequestData {}

  /** Of {@code clock-confirmed}. */
  record ClockConfirmed(String reason) implements RequestData {}
}
