package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes observations of sealed records. Immutable. */
final class ObservationReader {
  /** From so many letters and digits on, a text is hardly said twice by chance. */
  private static final int TELLING = 12;

  /** A mention is a name in one export and a number in another. */
  private static final Pattern MENTION = Pattern.compile("@(\u2068[^\u2069]*\u2069|\\d{6,})");

  private static final Pattern SPACES = Pattern.compile("[\\s\\h\u200b]+");
  private static final Pattern MARKS =
      Pattern.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]");

  private final RecordIdentity identity;

  ObservationReader(RecordIdentity identity) {
    this.identity = identity;
  }

  /** An observation, when the record is a message that another source may have seen as well. */
  Optional<Observation> read(SealedRecord sealedRecord) {
    CanonicalRecord record = sealedRecord.record();
    Conversation conversation = record.conversation();
    String text = text(record);
    if (record.kind() != RecordKind.MESSAGE
        || conversation == null
        || record.sentAt() == null
        || text.isEmpty()) {
      return Optional.empty();
    }
    Source source = record.source();
    return Optional.of(
        new Observation(
            record.id(),
            sealedRecord.place(),
            new Observation.Origin(
                source.connector(),
                source.account() == null ? "" : source.account(),
                conversation.id(),
                direct(conversation.type())),
            order(record, sealedRecord.place()),
            record.sentAt(),
            "minute".equals(record.precision()),
            identity.id("observed-text", text),
            text.codePoints().filter(Character::isLetterOrDigit).limit(TELLING).count() == TELLING,
            sender(record)));
  }

  private static @Nullable Boolean direct(String type) {
    return switch (type) {
      case "direct" -> true;
      case "group", "broadcast" -> false;
      default -> null;
    };
  }

  /** Exports have an order of their own; what is captured live comes in the order of its place. */
  private static long order(CanonicalRecord record, Place place) {
    Long ordinal = record.ordinal();
    return ordinal == null ? (place.sequence() << 24) + place.number() : ordinal;
  }

  private @Nullable String sender(CanonicalRecord record) {
    String address = record.sender() == null ? null : record.sender().address();
    return address == null || !address.startsWith("+")
        ? null
        : identity.id("observed-sender", address);
  }

  private static String text(CanonicalRecord record) {
    Content content = record.content();
    String written = content == null ? null : content.text();
    if (written != null && !written.isBlank()) {
      return fold(written);
    }
    return record.attachments().stream()
        .map(Attachment::sha256)
        .filter(hash -> hash != null)
        .map(hash -> "file " + hash.hex())
        .findFirst()
        .orElse("");
  }

  /** What two renderings of one text share. */
  static String fold(String written) {
    String plain = Normalizer.normalize(written, Normalizer.Form.NFC);
    String named = MENTION.matcher(plain).replaceAll("@");
    return SPACES.matcher(MARKS.matcher(named).replaceAll("")).replaceAll(" ").strip();
  }
}
