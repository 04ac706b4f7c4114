package io.holdfast.ingest.gaps;

import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Follows the ledger and keeps what is needed to see gaps: rhythms, signs of life, what is pointed
 * at. All of it comes from sealed records and is small; {@link #memory} writes it down together
 * with the positions. Fed behind the catalogue, which is asked what is there. Thread-safe.
 */
public final class GapProjection implements Projection {
  private final RecordIdentity identity;
  private final Known known;
  private final Rules rules;
  private final Map<String, Long> positions = new TreeMap<>();
  private final Silences silences = new Silences();
  private final Listening listening = new Listening();
  private final References references = new References();
  private boolean changed;

  /** What the archive has, by record id. */
  public interface Known {
    /** The latest version of each record that is there, 0 of those that were destroyed. */
    Map<String, Integer> versions(List<String> recordIds);

    /** A record's latest version, if it can be read. */
    Optional<CanonicalRecord> record(String recordId);
  }

  /**
   * What a firm decides.
   *
   * @param zone whose hours of the week rhythms are learnt in
   * @param grace how long a message may be later than what points at it
   */
  public record Rules(ZoneId zone, Duration grace) {}

  /** Everything that it remembers. */
  private record Memory(
      Map<String, Long> positions,
      Silences.Written silences,
      Listening.Written listening,
      References.Written references) {}

  /** A projection that remembers nothing. */
  public GapProjection(RecordIdentity identity, Known known, Rules rules) {
    this.identity = identity;
    this.known = known;
    this.rules = rules;
  }

  /** What it remembers, if that changed since it was last asked. */
  public synchronized Optional<String> memory() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    var memory =
        new Memory(positions, silences.written(), listening.written(), references.written());
    return Optional.of(RecordJson.mapper().writeValueAsString(memory));
  }

  /** Remembers again. */
  @SuppressWarnings({"NullAway", "ConstantValue"}) // the codec leaves out what is empty
  public synchronized void restore(String written) {
    Memory memory = RecordJson.mapper().readValue(written, Memory.class);
    positions.clear();
    if (memory.positions() != null) {
      positions.putAll(memory.positions());
    }
    silences.restore(memory.silences());
    listening.restore(memory.listening());
    references.restore(memory.references());
    changed = false;
  }

  @Override
  public String name() {
    return "gaps";
  }

  @Override
  public synchronized long nextSequence(StreamId stream) {
    return switch (stream.topic()) {
      case CAPTURES -> positions.getOrDefault(stream.toString(), 0L);
      case CONTROL, AUDIT -> Long.MAX_VALUE;
    };
  }

  @Override
  public synchronized void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    if (manifest.sequence() != nextSequence(manifest.stream())) {
      return;
    }
    List<CanonicalRecord> records = cycle.records().stream().map(SealedRecord::record).toList();
    // asked first: when the catalogue does not answer nothing has changed and it is tried again
    Map<String, Integer> there = there(records);
    for (CanonicalRecord record : records) {
      take(record, there);
    }
    positions.put(manifest.stream().toString(), manifest.sequence() + 1);
    changed = true;
  }

  /** What of all that the records point at is there, and which of their own gaps. */
  private Map<String, Integer> there(List<CanonicalRecord> records) {
    var asked = new HashSet<String>();
    for (CanonicalRecord record : records) {
      References.target(record).map(Target::recordId).ifPresent(asked::add);
      if (Finding.isFinding(record) && record.target() != null) {
        asked.add(Objects.requireNonNull(record.target().recordId()));
      }
      gapOf(record).ifPresent(asked::add);
    }
    return asked.isEmpty() ? Map.of() : new HashMap<>(known.versions(List.copyOf(asked)));
  }

  private static boolean isTarget(CanonicalRecord record) {
    return switch (record.kind()) {
      case MESSAGE, UNRECOGNISED ->
          record.source().eventId() != null && record.source().account() != null;
      default -> false;
    };
  }

  /** The id of the gap that a message would have if it had been missed. */
  private Optional<String> gapOf(CanonicalRecord record) {
    return isTarget(record) ? Optional.of(Finding.id(identity, keyOf(record))) : Optional.empty();
  }

  private static List<String> keyOf(CanonicalRecord record) {
    return References.key(
        Objects.requireNonNull(record.source().account()),
        Objects.requireNonNull(record.source().eventId()));
  }

  private void take(CanonicalRecord record, Map<String, Integer> there) {
    Instant captured = record.capturedAt();
    if (captured == null) {
      return;
    }
    Mark.of(record).ifPresent(listening::mark);
    if (Series.isLive(record)) {
      listening.sign(captured);
      Series.of(record)
          .ifPresent(
              series ->
                  silences.note(
                      new Level(Objects.requireNonNull(record.source().account()), series),
                      captured));
    }
    References.target(record)
        .filter(target -> !there.containsKey(target.recordId()))
        .ifPresent(target -> references.point(record, target));
    if (isTarget(record)) {
      references.came(List.of(record.id()));
      if (there.getOrDefault(Finding.id(identity, keyOf(record)), 0) == 1) {
        references.late(record.id(), keyOf(record), captured);
      }
    }
    if (Finding.isFinding(record)) {
      said(record, there);
    }
  }

  private void said(CanonicalRecord record, Map<String, Integer> there) {
    silences.said(record);
    if (!(record.content() instanceof Content.Gap gap)) {
      return;
    }
    Target target = record.target();
    if (target != null && target.recordId() != null && target.eventId() != null) {
      references.settled(target.recordId());
      if (gap.to() == null && there.containsKey(target.recordId())) {
        // the message came before its gap was sealed
        List<String> key =
            References.key(String.valueOf(record.source().account()), target.eventId());
        references.late(target.recordId(), key, Objects.requireNonNull(record.capturedAt()));
      }
    } else if (gap.from() != null
        && (gap.reason().equals(Listening.DOWN) || gap.reason().equals(Listening.STOPPED))) {
      listening.said(gap.from(), gap.to() == null);
    }
  }

  @Override
  public synchronized void drop() {
    positions.clear();
    silences.clear();
    listening.clear();
    references.clear();
    changed = true;
  }

  /**
   * What is missing, as far as that can be said; what is known to be sealed already is left out.
   *
   * @param horizon everything that was captured before is fed
   */
  synchronized List<Finding> findings(Instant horizon) {
    listening.takeIn(horizon);
    var findings = new ArrayList<>(listening.findings());
    findings.addAll(silences.findings(horizon, listening, new Weeks(rules.zone())));
    findings.addAll(missing(horizon));
    findings.addAll(arrived());
    changed = true;
    Map<String, Integer> sealed =
        findings.isEmpty() ? Map.of() : known.versions(findings.stream().map(this::id).toList());
    var unsaid = new ArrayList<Finding>();
    for (Finding finding : findings) {
      Integer version = sealed.get(id(finding));
      if (version == null || (version > 0 && version < finding.version())) {
        unsaid.add(finding);
      } else {
        settled(finding);
      }
    }
    return unsaid;
  }

  private List<Finding> missing(Instant horizon) {
    Map<String, References.Pointer> due = references.due(horizon, rules.grace());
    if (due.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> here = known.versions(List.copyOf(due.keySet()));
    references.came(here.keySet());
    var findings = new ArrayList<Finding>();
    due.forEach(
        (target, pointer) -> {
          if (!here.containsKey(target)) {
            findings.add(References.missing(target, pointer, silences.first(pointer.account())));
          }
        });
    return findings;
  }

  private List<Finding> arrived() {
    var findings = new ArrayList<Finding>();
    references
        .late()
        .forEach(
            (target, late) ->
                known
                    .record(Finding.id(identity, late.key()))
                    .flatMap(said -> References.over(said, late))
                    .ifPresentOrElse(findings::add, () -> references.settled(target)));
    return findings;
  }

  /** A finding is durable. */
  synchronized void settled(Finding finding) {
    if (finding.target() != null) {
      references.settled(Objects.requireNonNull(finding.target().recordId()));
    } else {
      listening.settled(finding);
      silences.settled(finding);
    }
    changed = true;
  }

  private String id(Finding finding) {
    return Finding.id(identity, finding.key());
  }
}
