package io.holdfast.ingest.gaps;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages that others point at and that are not in the archive: for a time of grace they wait,
 * then they are a gap; when the message comes after all, the gap is over. Not thread-safe.
 */
final class References {
  static final String MISSING = "referenced-message-missing";
  static final String CONTENT_MISSING = "sent-content-missing";
  static final String BEFORE = "referenced-message-before-capture";

  /** The first part of the key of every gap of this kind, whatever its reason. */
  private static final String KEY = "referenced-message";

  /** What points at one that never came, by the record id of the latter; the first that points. */
  private final Map<String, Pointer> waiting = new TreeMap<>();

  /** Messages that came after their gap, by record id. */
  private final Map<String, Late> late = new TreeMap<>();

  /**
   * A record that points at a message.
   *
   * @param event the message's id at its source
   */
  record Pointer(
      String account,
      String event,
      Instant capturedAt,
      String recordId,
      RecordKind kind,
      Instant at,
      @Nullable Conversation conversation) {
    static final Comparator<Pointer> FIRST =
        Comparator.comparing(Pointer::capturedAt).thenComparing(Pointer::recordId);

    List<String> key() {
      return References.key(account, event);
    }
  }

  /** A message that came, and the key of its gap. */
  record Late(List<String> key, Instant capturedAt) {}

  /** As it is written down. */
  record Written(Map<String, Pointer> waiting, Map<String, Late> late) {}

  Written written() {
    return new Written(waiting, late);
  }

  @SuppressWarnings("NullAway") // the codec leaves out what is empty
  void restore(Written written) {
    clear();
    if (written.waiting() != null) {
      waiting.putAll(written.waiting());
    }
    if (written.late() != null) {
      late.putAll(written.late());
    }
  }

  void clear() {
    waiting.clear();
    late.clear();
  }

  static List<String> key(String account, String event) {
    return List.of(KEY, account, event);
  }

  /** What a record points at, by record id, if that is one message that should be here. */
  static Optional<Target> target(CanonicalRecord record) {
    // a call's states name the call, which is no message
    if (!Series.isLive(record) || "calls".equals(record.source().channel())) {
      return Optional.empty();
    }
    return switch (record.kind()) {
      case EDIT, DELETION, REACTION, RECEIPT -> whole(record.target());
      case MESSAGE -> {
        var reply = record.context() == null ? null : record.context().replyTo();
        yield reply == null
            ? Optional.empty()
            : whole(new Target(reply.eventId(), reply.recordId()));
      }
      case MEMBERSHIP,
          CALL,
          NOTICE,
          IDENTITY,
          ATTACHMENT,
          GAP,
          DELIVERY,
          UNRECOGNISED,
          TOMBSTONE,
          AUDIT,
          CONTROL ->
          Optional.empty();
    };
  }

  private static Optional<Target> whole(@Nullable Target target) {
    return Optional.ofNullable(target)
        .filter(each -> each.eventId() != null && each.recordId() != null)
        // what answers a call names the call, which is no message
        .filter(each -> !Objects.requireNonNull(each.eventId()).startsWith("wacid."));
  }

  /** Takes note of a record that points at a message which is not here. */
  void point(CanonicalRecord record, Target target) {
    Instant captured = Objects.requireNonNull(record.capturedAt());
    var pointer =
        new Pointer(
            Objects.requireNonNull(record.source().account()),
            Objects.requireNonNull(target.eventId()),
            captured,
            record.id(),
            record.kind(),
            record.sentAt() == null ? captured : record.sentAt(),
            record.conversation());
    waiting.merge(
        Objects.requireNonNull(target.recordId()),
        pointer,
        (one, other) -> Pointer.FIRST.compare(one, other) <= 0 ? one : other);
  }

  /** Forgets what is here now. */
  void came(Collection<String> recordIds) {
    waiting.keySet().removeAll(recordIds);
  }

  /** A message is here whose gap is said. */
  void late(String recordId, List<String> key, Instant capturedAt) {
    late.merge(
        recordId,
        new Late(key, capturedAt),
        (one, other) -> one.capturedAt().isAfter(other.capturedAt()) ? other : one);
  }

  /** Those that have waited long enough, by the record id of what they point at. */
  Map<String, Pointer> due(Instant horizon, Duration grace) {
    var due = new TreeMap<String, Pointer>();
    waiting.forEach(
        (target, pointer) -> {
          if (!pointer.capturedAt().plus(grace).isAfter(horizon)) {
            due.put(target, pointer);
          }
        });
    return due;
  }

  Map<String, Late> late() {
    return new TreeMap<>(late);
  }

  /** It is said, or nothing is left to say. */
  void settled(String target) {
    waiting.remove(target);
    late.remove(target);
  }

  /** The gap. */
  static Finding missing(String target, Pointer pointer, Optional<Instant> captureBegan) {
    boolean before =
        captureBegan
            .map(began -> pointer.at().minus(reach(pointer.kind())).isBefore(began))
            .orElse(true);
    boolean content = pointer.kind() == RecordKind.RECEIPT;
    String reason = before ? BEFORE : content ? CONTENT_MISSING : MISSING;
    String words =
        "A "
            + pointer.kind().code()
            + " points at a message that the archive does not have"
            + (before
                ? "; capture of this number began so shortly before that the message may be older."
                : content ? "; it was sent from this number by a way that is not captured." : ".");
    return new Finding(
        pointer.key(),
        1,
        reason,
        pointer.account(),
        pointer.conversation(),
        pointer.at(),
        pointer.at(),
        null,
        words,
        new Target(pointer.event(), target));
  }

  /** The end of the gap. */
  static Optional<Finding> over(CanonicalRecord said, Late late) {
    if (!(said.content() instanceof Content.Gap gap) || gap.from() == null) {
      return Optional.empty();
    }
    Instant at = said.sentAt() == null ? gap.from() : said.sentAt();
    Instant to = late.capturedAt().isBefore(gap.from()) ? gap.from() : late.capturedAt();
    return Optional.of(
        new Finding(
            late.key(),
            2,
            gap.reason(),
            said.source().account(),
            said.conversation(),
            at,
            gap.from(),
            to,
            gap.explanation() + " The message came later, at " + late.capturedAt() + ".",
            said.target()));
  }

  /** How old a message may be that is still pointed at, generously. */
  private static Duration reach(RecordKind kind) {
    return switch (kind) {
      case EDIT -> Duration.ofHours(1);
      case DELETION -> Duration.ofDays(3);
      default -> Duration.ofDays(30);
    };
  }
}
