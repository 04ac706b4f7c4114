package io.holdfast.ingest.gaps;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A gap that was found, or its end: what a finding of the clock says. Found twice, it has the same
 * key and so the same record id.
 *
 * @param key what identifies the gap, whatever is known of it later
 * @param version 1 when it is found, 2 when it is known to have ended after that
 * @param account whose capture it is about; absent for all of them
 * @param at where it stands in time
 * @param target what is missing, where it is one event
 */
record Finding(
    List<String> key,
    int version,
    String reason,
    @Nullable String account,
    @Nullable Conversation conversation,
    Instant at,
    @Nullable Instant from,
    @Nullable Instant to,
    String explanation,
    @Nullable Target target) {
  /** Connector and channel of the records that findings become. */
  static final String CONNECTOR = "holdfast";

  static final String CHANNEL = "gaps";

  private static final String DOMAIN = "found-gap";

  Finding {
    key = List.copyOf(key);
  }

  /** The id of the record of a gap. */
  static String id(RecordIdentity identity, List<String> key) {
    return identity.id(DOMAIN, key);
  }

  /** Whether a record is one that a finding became. */
  static boolean isFinding(CanonicalRecord record) {
    return record.kind() == RecordKind.GAP
        && CONNECTOR.equals(record.source().connector())
        && CHANNEL.equals(record.source().channel());
  }

  /** The capture that says it. */
  Capture capture(String id, Instant now) {
    return new Capture(
        id,
        CaptureType.FINDING,
        now,
        account == null ? CHANNEL : account,
        new TreeMap<>(),
        Bytes.wrap(RecordJson.mapper().writeValueAsBytes(this)));
  }

  /** Reads the body of a capture. */
  static Finding of(Capture capture) {
    return RecordJson.mapper().readValue(capture.body().toArray(), Finding.class);
  }

  /** The gap record. */
  CanonicalRecord record(RecordIdentity identity, Instant capturedAt) {
    var source = new Source(CONNECTOR, CHANNEL, account, null, null, null);
    return new RecordBuilder(id(identity, key), RecordKind.GAP, source)
        .version(version)
        .conversation(conversation)
        .sentAt(at, "second")
        .capturedAt(capturedAt)
        .content(new Content.Gap(reason, from, to, explanation))
        .target(target)
        .build();
  }
}
