package io.holdfast.retention.disposal;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.retention.schedule.RetentionClass.ClockBasis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a segment's records so that they need not be read again: who they are and
 * what they point at, and whom the segment names, as 64-bit fingerprints. Two names with one
 * fingerprint make the archive keep too much, never too little.
 */
final class SegmentFacts {
  private static final int DELIVERY = 1;
  private static final int TARGET = 2;
  private static final int TARGET_EVENT = 3;
  private static final int EVENT = 4;
  private static final int COLUMNS = 5;
  private static final long NONE = 0;

  private final int[] numbers;
  private final long[] columns;
  private final BitSet deliveries = new BitSet();
  private final long[] names;
  private Instant latestSent = Instant.MIN;
  private Instant latestCaptured = Instant.MIN;

  /**
   * What is to be remembered.
   *
   * @param named whom each record names
   */
  SegmentFacts(List<SealedRecord> records, List<Set<String>> named, Instant sealedAt) {
    numbers = new int[records.size()];
    columns = new long[records.size() * COLUMNS];
    for (int i = 0; i < numbers.length; i++) {
      var record = records.get(i).record();
      numbers[i] = records.get(i).place().number();
      remember(i, record);
      latestSent = later(latestSent, ClockBasis.SENT.startOf(record, sealedAt));
      latestCaptured = later(latestCaptured, ClockBasis.CAPTURED.startOf(record, sealedAt));
    }
    names =
        Stream.concat(
                named.stream().flatMap(Set::stream),
                records.stream()
                    .flatMap(each -> Stream.ofNullable(each.record().conversation()))
                    .map(Conversation::id))
            .distinct()
            .mapToLong(name -> fingerprint('n', name))
            .distinct()
            .sorted()
            .toArray();
  }

  /** Whether a record may name one of some people or conversations; never wrong when it says no. */
  boolean mayName(Collection<String> some) {
    return some.stream().anyMatch(name -> Arrays.binarySearch(names, fingerprint('n', name)) >= 0);
  }

  private void remember(int i, CanonicalRecord record) {
    var target = record.target();
    int at = i * COLUMNS;
    columns[at] = id(record.id());
    columns[at + DELIVERY] = id(record.source().delivery());
    columns[at + TARGET] = target == null ? NONE : id(target.recordId());
    columns[at + TARGET_EVENT] = target == null ? NONE : event(target.eventId());
    columns[at + EVENT] = event(record.source().eventId());
    if (record.kind() == RecordKind.DELIVERY) {
      deliveries.set(i);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static long id(@Nullable String id) {
    return id == null ? NONE : fingerprint('i', id);
  }

  private static long event(@Nullable String eventId) {
    return eventId == null ? NONE : fingerprint('e', eventId);
  }

  /** FNV-1a, 64 bits, with a finishing mix; never the mark for "none". */
  private static long fingerprint(char domain, String text) {
    long hash = 0xcbf29ce484222325L ^ domain;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return hash == NONE ? 1 : hash;
  }

  /** Fingerprint of a record id. */
  static long fingerprintOf(String id) {
    return id(id);
  }

  /** Numbers of the records that could be read. */
  BitSet numbers() {
    var all = new BitSet();
    Arrays.stream(numbers).forEach(all::set);
    return all;
  }

  /** Adds those of the given ids that a living record of this segment has. */
  void collect(BitSet alive, Map<Long, String> ids, Set<String> found) {
    for (int i = 0; i < numbers.length; i++) {
      String id = ids.get(columns[i * COLUMNS]);
      if (id != null && alive.get(numbers[i])) {
        found.add(id);
      }
    }
  }

  /** The latest start of any record's term. */
  Instant latest(ClockBasis basis) {
    return switch (basis) {
      case SENT -> latestSent;
      case CAPTURED -> latestCaptured;
    };
  }

  /** Adds what the given records reach: themselves at every place, their event, their delivery. */
  void reach(BitSet matched, Set<Long> reached) {
    for (int i = 0; i < numbers.length; i++) {
      if (matched.get(numbers[i])) {
        add(reached, columns[i * COLUMNS]);
        add(reached, columns[i * COLUMNS + DELIVERY]);
        add(reached, columns[i * COLUMNS + EVENT]);
      }
    }
  }

  /** Numbers of the records whose own id is reached. */
  BitSet withIds(Set<Long> reached) {
    var found = new BitSet();
    for (int i = 0; i < numbers.length; i++) {
      if (reached.contains(columns[i * COLUMNS])) {
        found.set(numbers[i]);
      }
    }
    return found;
  }

  private static void add(Set<Long> reached, long fingerprint) {
    if (fingerprint != NONE) {
      reached.add(fingerprint);
    }
  }

  /** Numbers of the records that are reached: by id, by what they point at, or as a delivery. */
  BitSet reachedBy(Set<Long> reached) {
    var numbersReached = new BitSet();
    if (reached.isEmpty()) {
      return numbersReached;
    }
    for (int i = 0; i < numbers.length; i++) {
      int at = i * COLUMNS;
      if (reached.contains(columns[at])
          || reached.contains(columns[at + TARGET])
          || reached.contains(columns[at + TARGET_EVENT])
          || (deliveries.get(i) && reached.contains(columns[at + DELIVERY]))) {
        numbersReached.set(numbers[i]);
      }
    }
    return numbersReached;
  }
}
