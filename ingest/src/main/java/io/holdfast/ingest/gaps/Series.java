package io.holdfast.ingest.gaps;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordKind;
import java.util.Locale;
import java.util.Optional;

/** What of a number's traffic falls silent by itself. */
enum Series {
  /** What counterparties send. */
  INBOUND("inbound-silent", "message from counterparties"),
  /** What the number's owner sends from the phone or elsewhere. */
  ECHOES("echoes-silent", "copy of a message sent from the number"),
  /** What becomes of sent messages. */
  STATUSES("statuses-silent", "delivery status");

  private static final String CONNECTOR = "whatsapp-cloud";

  private final String reason;
  private final String words;

  Series(String reason, String words) {
    this.reason = reason;
    this.words = words;
  }

  /** Code of the gap. */
  String reason() {
    return reason;
  }

  /** One event of it, in words. */
  String words() {
    return words;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a record came live from the platform: what is filled in later has no rhythm. */
  static boolean isLive(CanonicalRecord record) {
    return CONNECTOR.equals(record.source().connector())
        && record.source().account() != null
        && !record.source().account().isEmpty()
        && record.capturedAt() != null
        && !"history".equals(record.source().channel());
  }

  /** The series that a live record is an event of. */
  static Optional<Series> of(CanonicalRecord record) {
    if (!isLive(record)) {
      return Optional.empty();
    }
    return switch (record.kind()) {
      case RECEIPT -> Optional.of(STATUSES);
      case MESSAGE, EDIT, DELETION, REACTION, UNRECOGNISED -> said(record);
      case MEMBERSHIP,
          CALL,
          NOTICE,
          IDENTITY,
          ATTACHMENT,
          GAP,
          DELIVERY,
          TOMBSTONE,
          AUDIT,
          CONTROL ->
          Optional.empty();
    };
  }

  private static Optional<Series> said(CanonicalRecord record) {
    if ("inbound".equals(record.direction())) {
      return Optional.of(INBOUND);
    }
    boolean sent = "outbound".equals(record.direction());
    return sent && record.kind() != RecordKind.UNRECOGNISED
        ? Optional.of(ECHOES)
        : Optional.empty();
  }
}
