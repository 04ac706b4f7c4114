package io.holdfast.archive.seal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.seal.ProtectionRule.Ruling;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.spool.CounterFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Turns a capture into records that wait to be sealed. What cannot be read becomes an {@code
 * unrecognised} record with its bytes; nothing is dropped and nothing thrown.
 */
final class CaptureReader {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureReader.class);
  private static final int ATTEMPTS = 2;

  private final Normalizer normalizer;
  private final RecordIdentity identity;

  CaptureReader(Normalizer normalizer, RecordIdentity identity) {
    this.normalizer = normalizer;
    this.identity = identity;
  }

  /** The records of a capture, each protected as the rule says at the time of sealing. */
  List<Pending> read(Capture capture, ProtectionRule.Snapshot rule, Instant sealedAt) {
    return switch (capture.type()) {
      case CONTROL -> List.of(entry(RecordKind.CONTROL, capture, rule, sealedAt));
      case AUDIT -> List.of(entry(RecordKind.AUDIT, capture, rule, sealedAt));
      case WEBHOOK, EXPORT_SLICE, MEDIA -> delivered(capture, rule, sealedAt);
      case MARK, FINDING -> ownWords(capture, rule, sealedAt);
    };
  }

  /** What becomes of spooled bytes that no key opens. */
  Pending unreadable(
      String name, Bytes sealed, String reason, ProtectionRule.Snapshot rule, Instant sealedAt) {
    var source = new Source("holdfast", "spool", null, null, null, null);
    CanonicalRecord record =
        new RecordBuilder(identity.id("unreadable", name), RecordKind.UNRECOGNISED, source)
            .capturedAt(sealedAt)
            .content(new Content.Unrecognised(reason, (long) sealed.length()))
            .raw(sealed, null)
            .build();
    return Pending.of(record, rule.rule(record, sealedAt));
  }

  /** What becomes of captures that were acknowledged and never came. */
  Pending missing(
      String stream,
      CounterFinding.Missing missing,
      ProtectionRule.Snapshot rule,
      Instant sealedAt) {
    var source = new Source("holdfast", "spool", null, missing.session(), null, null);
    CanonicalRecord record =
        new RecordBuilder(
                identity.id("missing", stream, missing.session(), missing.counters().toString()),
                RecordKind.GAP,
                source)
            .capturedAt(sealedAt)
            .content(
                new Content.Gap(
                    "spool-captures-missing",
                    null,
                    null,
                    "a source sent captures that never came: counters " + missing.counters()))
            .build();
    return Pending.of(record, rule.rule(record, sealedAt));
  }

  /** What a role said: its records hold all of it, so that there is no delivery beside them. */
  private List<Pending> ownWords(Capture capture, ProtectionRule.Snapshot rule, Instant sealedAt) {
    var pending = new ArrayList<Pending>();
    for (Sealable read : normalized(capture, null)) {
      Ruling ruling = rule.rule(read.record(), sealedAt);
      pending.add(new Pending(read.record(), read.sealed(), ruling, List.of()));
    }
    return pending;
  }

  private List<Pending> delivered(Capture capture, ProtectionRule.Snapshot rule, Instant sealedAt) {
    String delivery = identity.id("delivery", capture.id());
    Map<String, BlobReference> blobs = blobs(capture);
    var pending = new ArrayList<Pending>();
    for (Sealable read : normalized(capture, delivery)) {
      Ruling ruling = rule.rule(read.record(), sealedAt);
      pending.add(new Pending(read.record(), read.sealed(), ruling, blobsOf(read.record(), blobs)));
    }
    addDelivery(capture, delivery, pending, rule, sealedAt);
    return pending;
  }

  /** A record that was read, and its bytes: it is certain that it can be sealed. */
  private record Sealable(CanonicalRecord record, Bytes sealed) {
    static Sealable of(CaptureType type, CanonicalRecord read, @Nullable String delivery) {
      if (!mayBecome(type, read.kind())) {
        throw new IllegalArgumentException("a " + type + " capture never becomes a " + read.kind());
      }
      CanonicalRecord record = delivery == null ? read : withDelivery(read, delivery);
      return new Sealable(record, Pending.write(record));
    }
  }

  private static boolean mayBecome(CaptureType type, RecordKind kind) {
    return switch (type) {
      case WEBHOOK, EXPORT_SLICE, MEDIA -> kind != RecordKind.CONTROL && kind != RecordKind.AUDIT;
      case MARK -> kind == RecordKind.NOTICE || kind == RecordKind.UNRECOGNISED;
      case FINDING -> kind == RecordKind.GAP || kind == RecordKind.UNRECOGNISED;
      case CONTROL, AUDIT -> false; // these have a reader of their own
    };
  }

  private List<Sealable> normalized(Capture capture, @Nullable String delivery) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        List<CanonicalRecord> records = normalizer.normalize(capture);
        if (records.size() <= Capture.MAX_RECORDS) {
          return records.stream()
              .map(record -> Sealable.of(capture.type(), record, delivery))
              .toList();
        }
        LOG.error("{} yields {} records and is sealed unparsed", capture, records.size());
      } catch (ArchiveException e) {
        if (e.category().retryable()) {
          throw e; // the world's trouble, not the reader's: the cycle waits
        }
        LOG.error("{} was refused by its reader ({})", capture, e.category());
      } catch (RuntimeException | StackOverflowError e) {
        // the message of a reader's failure may hold content: only its class goes to the log
        LOG.error("{} broke its reader (attempt {}): {}", capture, attempt, e.getClass().getName());
      }
    }
    var source = new Source("holdfast", null, capture.account(), null, null, null);
    CanonicalRecord unparsed =
        new RecordBuilder(identity.id("unparsed", capture.id()), RecordKind.UNRECOGNISED, source)
            .capturedAt(capture.receivedAt())
            .content(new Content.Unrecognised("reader-failed", (long) capture.body().length()))
            .raw(capture.body(), null)
            .build();
    return List.of(Sealable.of(capture.type(), unparsed, delivery));
  }

  private void addDelivery(
      Capture capture,
      String delivery,
      List<Pending> records,
      ProtectionRule.Snapshot rule,
      Instant sealedAt) {
    boolean held = records.stream().anyMatch(pending -> pending.ruling().held());
    CanonicalRecord receipt = delivery(capture, delivery, "receipt-of", records.size());
    Ruling longest =
        records.stream()
            .map(Pending::ruling)
            .max(Comparator.comparing(Ruling::dueAt))
            .orElseGet(() -> rule.rule(receipt, sealedAt));
    records.add(Pending.of(receipt, held(longest, held)));
    if (capture.type() == CaptureType.WEBHOOK) {
      CanonicalRecord body =
          RecordBuilder.from(
                  delivery(capture, identity.id("delivery-body", capture.id()), "body", null))
              .raw(capture.body(), null)
              .build();
      records.add(Pending.of(body, held(rule.rule(body, sealedAt), held)));
    }
  }

  private static Ruling held(Ruling ruling, boolean held) {
    return new Ruling(
        ruling.retentionClass(),
        ruling.retainUntil(),
        ruling.dueAt(),
        ruling.erasable(),
        ruling.held() || held);
  }

  private CanonicalRecord delivery(
      Capture capture, String id, String type, @Nullable Integer records) {
    var source =
        new Source(
            "holdfast",
            capture.type().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            capture.account(),
            capture.id(),
            identity.id("delivery", capture.id()),
            null);
    return new RecordBuilder(id, RecordKind.DELIVERY, source)
        .capturedAt(capture.receivedAt())
        .content(
            new Content.Delivery(
                type,
                Sha256.of(capture.body()),
                (long) capture.body().length(),
                records,
                capture.headers().get("x-hub-signature-256")))
        .build();
  }

  private Pending entry(
      RecordKind kind, Capture capture, ProtectionRule.Snapshot rule, Instant sealedAt) {
    var source = new Source("holdfast", kind.code(), capture.account(), capture.id(), null, null);
    Optional<Content> entry = entry(capture);
    if (entry.isEmpty()) {
      return notAnEntry(capture, source, rule, sealedAt);
    }
    CanonicalRecord record =
        new RecordBuilder(identity.id(kind.code(), capture.id()), kind, source)
            .sentAt(capture.receivedAt(), "second")
            .capturedAt(capture.receivedAt())
            .content(entry.get())
            .build();
    return Pending.of(record, rule.rule(record, sealedAt));
  }

  private Pending notAnEntry(
      Capture capture, Source source, ProtectionRule.Snapshot rule, Instant sealedAt) {
    LOG.error("{} is no entry and is sealed as it came", capture);
    CanonicalRecord record =
        new RecordBuilder(identity.id("unparsed", capture.id()), RecordKind.UNRECOGNISED, source)
            .capturedAt(capture.receivedAt())
            .content(new Content.Unrecognised("not-an-entry", (long) capture.body().length()))
            .raw(capture.body(), null)
            .build();
    return Pending.of(record, rule.rule(record, sealedAt));
  }

  /** An entry is a JSON object with a type, and must be one again when it is read back. */
  private static Optional<Content> entry(Capture capture) {
    try {
      JsonNode body = RecordJson.mapper().readTree(capture.body().toArray());
      String type = body.path("type").isString() ? body.path("type").stringValue() : "";
      if (type.isEmpty()) {
        return Optional.empty();
      }
      var entry = new Content.Entry(type, body);
      RecordJson.mapper().writeValueAsBytes(Map.of("content", entry));
      return Optional.of(entry);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static CanonicalRecord withDelivery(CanonicalRecord record, String delivery) {
    Source source = record.source();
    var withDelivery =
        new Source(
            source.connector(),
            source.channel(),
            source.account(),
            source.eventId(),
            delivery,
            source.position());
    return RecordBuilder.from(record, record.id(), withDelivery).build();
  }

  private static Map<String, BlobReference> blobs(Capture capture) {
    if (capture.type() == CaptureType.WEBHOOK) {
      return Map.of();
    }
    var blobs = new HashMap<String, BlobReference>();
    try {
      for (JsonNode node : RecordJson.mapper().readTree(capture.body().toArray()).path("blobs")) {
        var blob = RecordJson.mapper().treeToValue(node, BlobReference.class);
        blob.requireSound();
        blobs.put(blob.name(), blob);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      LOG.error("{} names blobs in a form that cannot be read", capture);
    }
    return blobs;
  }

  private static List<BlobReference> blobsOf(
      CanonicalRecord record, Map<String, BlobReference> blobs) {
    var found = new ArrayList<BlobReference>();
    for (Attachment attachment : record.attachments()) {
      BlobReference blob = attachment.blob() == null ? null : blobs.get(attachment.blob());
      if (blob != null) {
        found.add(blob);
      }
    }
    return found;
  }
}
