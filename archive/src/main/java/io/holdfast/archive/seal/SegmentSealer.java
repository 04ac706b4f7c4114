package io.holdfast.archive.seal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.archive.record.RecordBytes;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.SegmentBuilder;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts the records of a cycle into segments, and writes and protects segments, keyrings and blobs.
 */
final class SegmentSealer {
  /** A segment is closed when it has this many bytes. */
  static final int SEGMENT_BYTES = 8 * 1024 * 1024;

  private final WormStore store;
  private final Segments segments;
  private final Keyrings keyrings;
  private final LockRounding rounding;

  SegmentSealer(WormStore store, Segments segments, Keyrings keyrings, LockRounding rounding) {
    this.store = store;
    this.segments = segments;
    this.keyrings = keyrings;
    this.rounding = rounding;
  }

  /** Records of one group share a segment: one class, one lock, held or not. */
  private record Group(
      String retentionClass, Instant retainUntil, Instant dueAt, boolean erasable, boolean held) {}

  /** A segment that is being filled. */
  private record Open(SegmentBuilder builder, int index, List<BlobEntry> blobs) {}

  List<SegmentEntry> write(SealRequest request, String attempt, Instant now) {
    var groups = new LinkedHashMap<Group, List<Pending>>();
    for (Pending pending : request.records()) {
      groups.computeIfAbsent(group(pending, now), _ -> new ArrayList<>()).add(pending);
    }
    var entries = new ArrayList<SegmentEntry>();
    for (Map.Entry<Group, List<Pending>> group : groups.entrySet()) {
      Open open = begin(request, attempt, entries.size());
      for (Pending pending : group.getValue()) {
        if (open.builder().size() >= SEGMENT_BYTES) {
          entries.add(finish(request, attempt, group.getKey(), open, now));
          open = begin(request, attempt, entries.size());
        }
        add(open, group.getKey(), pending);
      }
      entries.add(finish(request, attempt, group.getKey(), open, now));
    }
    return entries;
  }

  private Group group(Pending pending, Instant now) {
    var ruling = pending.ruling();
    return new Group(
        ruling.retentionClass(),
        rounding.roundUp(ruling.retainUntil(), now),
        rounding.roundUp(ruling.dueAt(), now),
        ruling.erasable(),
        ruling.held());
  }

  private Open begin(SealRequest request, String attempt, int index) {
    ObjectKey name = LedgerNames.segment(request.stream(), request.sequence(), attempt, index);
    return new Open(segments.begin(name), index, new ArrayList<>());
  }

  private void add(Open open, Group group, Pending pending) {
    int number = open.builder().add(RecordBytes.write(pending.record()));
    for (BlobReference blob : pending.blobs()) {
      ObjectKey name = blob.entry().key();
      store.extend(name, group.retainUntil());
      if (group.held()) {
        store.setHold(name, true);
      }
      open.builder().addBlob(number, blob.name(), blob.secretKey());
      open.blobs().add(new BlobEntry(number, blob.entry()));
    }
  }

  private SegmentEntry finish(
      SealRequest request, String attempt, Group group, Open open, Instant now) {
    SegmentBuilder.Built built = open.builder().build();
    ObjectKey segment = open.builder().name();
    ObjectKey keyring =
        LedgerNames.keyring(request.stream(), request.sequence(), attempt, open.index());
    var lock = new Protection(Optional.of(group.retainUntil()), group.held());
    var keyringLock = group.erasable() ? new Protection(Optional.empty(), true) : lock;
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    Bytes keys = keyrings.write(keyring, segment, request.stream(), day, built.keyring());
    return new SegmentEntry(
        put(segment, built.object(), lock),
        put(keyring, keys, keyringLock),
        built.keyring().records().size(),
        group.retentionClass(),
        group.retainUntil(),
        group.dueAt(),
        group.erasable(),
        group.held(),
        built.root(),
        open.blobs());
  }

  private ObjectEntry put(ObjectKey name, Bytes content, Protection protection) {
    store.put(name, Body.of(content), protection);
    return new ObjectEntry(name.value(), Sha256.of(content), content.length());
  }
}
