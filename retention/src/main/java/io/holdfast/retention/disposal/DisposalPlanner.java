package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.control.Disposal.Counts;
import io.holdfast.retention.control.Disposal.PlannedSegment;
import io.holdfast.retention.control.RequestData.DisposalPlanned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is due and counts it; destroys nothing. Thread-safe. */
public final class DisposalPlanner {
  /** Most segments of one plan: its request must fit into a capture. */
  static final int MAX_SEGMENTS = 10_000;

  private final Survey survey;
  private final ControlWriter control;
  private final ClockTrust trust;

  /** A planner. */
  public DisposalPlanner(Survey survey, ControlWriter control) {
    this.survey = survey;
    this.control = control;
    this.trust = new ClockTrust(control.follower(), control.settings());
  }

  /**
   * What is due now.
   *
   * @throws ArchiveException REFUSED when nothing is, or when the clock is not believed
   */
  public DisposalPlanned plan() throws IntegrityException {
    trust.check();
    var settings = control.settings();
    var state = control.follower().catchUp();
    Instant now = settings.clock().instant();
    var census = survey.look(state, state.protectingHolds(now, settings.coolingOff()));
    census.requireWhole();
    Set<String> bound = new HashSet<>();
    for (Disposal disposal : state.disposals().values()) {
      if (disposal.state().binding()) {
        disposal.segments().forEach(segment -> bound.add(segment.segment()));
      }
    }
    var due = new ArrayList<PlannedSegment>();
    for (var segment : census.living()) {
      boolean ripe =
          !census.dueAt(segment).isAfter(now) && !census.lockedUntil(segment).isAfter(now);
      if (ripe && !bound.contains(segment.name())) {
        planned(census, segment).ifPresent(due::add);
      }
    }
    due.sort(Comparator.comparing(PlannedSegment::dueAt));
    var segments = List.copyOf(due.subList(0, Math.min(due.size(), MAX_SEGMENTS)));
    var counts = counts(segments);
    if (counts.records() == counts.held()) {
      throw nothingDue(counts, census, now);
    }
    return new DisposalPlanned(settings.ids().get(), counts, segments);
  }

  private static Optional<PlannedSegment> planned(Census census, SegmentRef segment) {
    int alive = census.alive(segment).cardinality();
    int held = census.held(segment).cardinality();
    if (alive == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PlannedSegment(
            segment.name(),
            segment.entry().retentionClass(),
            census.dueAt(segment),
            alive,
            held,
            bytes(segment.entry())));
  }

  private static long bytes(SegmentEntry entry) {
    long blobs = entry.blobs().stream().map(BlobEntry::object).mapToLong(ObjectEntry::size).sum();
    return entry.segment().size() + entry.keyring().size() + blobs;
  }

  private static Counts counts(List<PlannedSegment> segments) {
    return new Counts(
        segments.stream().mapToLong(PlannedSegment::records).sum(),
        segments.stream().mapToLong(PlannedSegment::held).sum(),
        segments.size(),
        segments.stream().mapToLong(PlannedSegment::bytes).sum());
  }

  private static ArchiveException nothingDue(Counts counts, Census census, Instant now) {
    if (counts.records() > 0) {
      return new ArchiveException(
          Category.REFUSED,
          "Everything that is due is held (" + counts.held() + " records), so there is no plan");
    }
    var next =
        census.living().stream()
            .map(census::dueAt)
            .filter(due -> due.isAfter(now))
            .min(Comparator.naturalOrder());
    return new ArchiveException(
        Category.REFUSED,
        "Nothing is due"
            + next.map(due -> "; the next records are due on " + due).orElse("")
            + ", so there is no plan");
  }
}
