package io.holdfast.ingest.gaps;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the intake says of itself: from when to when it listened without a break, and what it could
 * not take in meanwhile.
 *
 * @param type {@code intake-started intake-alive intake-stopped}
 * @param from it has listened since then at least
 * @param to when it said so
 * @param accepted deliveries that it took in since its last mark
 * @param refused deliveries that it did not take in
 */
record Mark(String type, Instant from, Instant to, long accepted, List<Refusal> refused) {
  static final String STARTED = "intake-started";
  static final String ALIVE = "intake-alive";
  static final String STOPPED = "intake-stopped";

  /** Channel of the notices that marks become; they are no traffic of anybody. */
  static final String CHANNEL = "intake";

  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  Mark {
    refused = refused == null ? List.of() : List.copyOf(refused);
  }

  /**
   * Deliveries that were refused for one cause.
   *
   * @param cause {@code spool-down not-configured wrong-signature}
   */
  record Refusal(String cause, long count, Instant first, Instant last) {
    Refusal and(Instant time) {
      return new Refusal(cause, count + 1, first, time);
    }

    /** Both together, whichever came first. */
    Refusal and(Refusal other) {
      return new Refusal(
          cause,
          count + other.count,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /** The capture that says it. */
  Capture capture(String id) {
    return new Capture(
        id,
        CaptureType.MARK,
        to,
        CHANNEL,
        new TreeMap<>(),
        Bytes.wrap(RecordJson.mapper().writeValueAsBytes(this)));
  }

  /** Reads the body of a capture. */
  static Mark of(Capture capture) {
    return RecordJson.mapper().readValue(capture.body().toArray(), Mark.class);
  }

  /** The notice. */
  CanonicalRecord record(RecordIdentity identity, Capture capture) {
    var source = new Source(Finding.CONNECTOR, CHANNEL, null, capture.id(), null, null);
    return new RecordBuilder(identity.id("intake-mark", capture.id()), RecordKind.NOTICE, source)
        .sentAt(to, "second")
        .capturedAt(capture.receivedAt())
        .content(new Content.Notice(type, null, RecordJson.mapper().valueToTree(this)))
        .build();
  }

  /** The mark that became a record, if it is one. */
  static Optional<Mark> of(CanonicalRecord record) {
    boolean mine =
        record.kind() == RecordKind.NOTICE
            && Finding.CONNECTOR.equals(record.source().connector())
            && CHANNEL.equals(record.source().channel());
    return mine && record.content() instanceof Content.Notice notice
        ? Optional.ofNullable(read(notice))
        : Optional.empty();
  }

  private static @Nullable Mark read(Content.Notice notice) {
    return notice.body() == null
        ? null
        : RecordJson.mapper().treeToValue(notice.body(), Mark.class);
  }
}
