package io.holdfast.archive.seal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordBuilder;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the records of a cycle into segments, and writes and protects segments, keyrings and blobs.
 */
final class SegmentSealer {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentSealer.class);

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
    Instant retainUntil = rounding.lockEnd(ruling.retainUntil(), now);
    Instant dueAt = rounding.lockEnd(ruling.dueAt(), now);
    return new Group(
        ruling.retentionClass(),
        retainUntil,
        dueAt.isBefore(retainUntil) ? retainUntil : dueAt,
        ruling.erasable(),
        ruling.held());
  }

  private Open begin(SealRequest request, String attempt, int index) {
    ObjectKey name = LedgerNames.segment(request.stream(), request.sequence(), attempt, index);
    return new Open(segments.begin(name), index, new ArrayList<>());
  }

  private void add(Open open, Group group, Pending pending) {
    List<BlobReference> kept =
        pending.blobs().stream().filter(blob -> protect(blob, group)).toList();
    byte[] sealed =
        kept.size() == pending.blobs().size()
            ? pending.sealed().toArray()
            : RecordBytes.write(withoutMissing(pending, kept));
    int number = open.builder().add(sealed);
    for (BlobReference blob : kept) {
      open.builder().addBlob(number, blob.name(), blob.secretKey());
      open.blobs().add(new BlobEntry(number, blob.entry()));
    }
  }

  /**
   * Returns whether the blob is there; one that is not must not keep its record from being sealed.
   */
  private boolean protect(BlobReference blob, Group group) {
    ObjectKey name = blob.entry().key();
    try {
      store.extend(name, group.retainUntil());
      if (group.held()) {
        store.setHold(name, true);
      }
      return true;
    } catch (ArchiveException e) {
      if (e.category() != Category.NOT_FOUND) {
        throw e;
      }
      LOG.error("{} is named by a capture and is not in the store", blob);
      return false;
    }
  }

  private static CanonicalRecord withoutMissing(Pending pending, List<BlobReference> kept) {
    Set<String> there = kept.stream().map(BlobReference::name).collect(Collectors.toSet());
    Set<String> named =
        pending.blobs().stream().map(BlobReference::name).collect(Collectors.toSet());
    var builder = RecordBuilder.from(pending.record()).withoutAttachments();
    for (Attachment attachment : pending.record().attachments()) {
      boolean gone =
          attachment.blob() != null
              && named.contains(attachment.blob())
              && !there.contains(attachment.blob());
      builder.attachment(gone ? attachment.missing() : attachment);
    }
    return builder
        .warning("attachment-missing: its bytes were not in the store when this was sealed")
        .build();
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
