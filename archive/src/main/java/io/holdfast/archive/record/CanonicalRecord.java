package io.holdfast.archive.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.archive.Bytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The canonical record, version 1: one event that the archive keeps. Members that have no value are
 * {@code null} (or an empty list) here and absent in JSON. Immutable; build one with {@link
 * RecordBuilder}.
 *
 * @param id {@link RecordIdentity}
 * @param version 1; 2 and up when the same event came again with other content
 * @param ordinal exports only: position in the file's own order
 * @param sentAt when it was sent
 * @param sentAtLocal exports: wall-clock time as written, {@code 2024-01-31T21:01[:02]}
 * @param zone exports: the IANA zone that was assumed
 * @param sentAtAlternative exports whose date order is undecided: the other reading
 * @param precision {@code second} or {@code minute}
 * @param capturedAt when Holdfast received it; absent outside the archive
 * @param raw the exact bytes of this event's fragment of the input
 * @param rawContext what the fragment needs to be understood alone
 * @param extra members of the source that have no place above, as they came
 * @param warnings what was ambiguous or lost: {@code stable-code: plain words}
 */
public record CanonicalRecord(
    @JsonProperty("v") int formatVersion,
    String id,
    int version,
    @Nullable Long ordinal,
    RecordKind kind,
    Source source,
    @Nullable Conversation conversation,
    @Nullable Instant sentAt,
    @Nullable String sentAtLocal,
    @Nullable String zone,
    @Nullable String sentAtAlternative,
    @Nullable Confidence confidence,
    @Nullable String precision,
    @Nullable Instant capturedAt,
    @Nullable String direction,
    @Nullable Party sender,
    List<Party> recipients,
    @Nullable Content content,
    List<Attachment> attachments,
    @Nullable Context context,
    @Nullable Target target,
    @Nullable Bytes raw,
    @Nullable Bytes rawContext,
    @Nullable JsonNode extra,
    List<String> warnings) {

  /** The version of the form that this program writes. */
  public static final int FORMAT_VERSION = 1;

  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public CanonicalRecord {
    recipients = recipients == null ? List.of() : List.copyOf(recipients);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /**
   * Where a record comes from.
   *
   * @param connector {@code whatsapp-cloud}, {@code whatsapp-export}, {@code holdfast}, …
   * @param channel webhook field, or export platform {@code android} or {@code ios}
   * @param account phone_number_id; import id
   * @param eventId the source's own id of the event (wamid and the like)
   * @param delivery record id of the delivery that brought it
   */
  public record Source(
      String connector,
      @Nullable String channel,
      @Nullable String account,
      @Nullable String eventId,
      @Nullable String delivery,
      @Nullable Position position) {}

  /** Exports: line (from 1), byte offset and byte length in the text file. */
  public record Position(long line, @JsonProperty("byte") long offset, long length) {}

  /**
   * The conversation a record belongs to.
   *
   * @param type {@code direct group broadcast unknown}
   */
  public record Conversation(String id, String type, @Nullable String name) {
    /** Safe to print: no name. */
    @Override
    public String toString() {
      return "Conversation[" + id + "]";
    }
  }

  /**
   * How sure the reader of an export is.
   *
   * @param dateOrder {@code certain likely low}
   * @param boundary {@code high low}: whether a line that looks like a header may be part of a body
   * @param embeddedHeaders header-like lines kept inside the body
   */
  public record Confidence(
      @Nullable String dateOrder, @Nullable String boundary, @Nullable Integer embeddedHeaders) {}

  /** What a message refers to. */
  public record Context(
      @Nullable ReplyTo replyTo,
      @Nullable Boolean forwarded,
      @Nullable Boolean frequentlyForwarded,
      List<String> mentions,
      @Nullable JsonNode referral,
      @Nullable Boolean viewOnce) {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // as above
    public Context {
      mentions = mentions == null ? List.of() : List.copyOf(mentions);
    }
  }

  /** The message that is answered. */
  public record ReplyTo(
      @Nullable String eventId, @Nullable String recordId, @Nullable Party sender) {}

  /** The event that an edit, deletion, reaction or receipt points at. */
  public record Target(@Nullable String eventId, @Nullable String recordId) {}

  /** Safe to print: kind and id, no content. */
  @Override
  public String toString() {
    return kind.code() + " " + id + " v" + version;
  }
}
