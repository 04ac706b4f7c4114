package io.holdfast.archive.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one JSON form of a record: UTF-8, members in the order of {@link CanonicalRecord}, nothing
 * {@code null} or empty. Readers ignore members that they do not know. Thread-safe.
 */
public final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
          .build();

  private RecordJson() {}

  /** The mapper that every JSON form inside the archive is written with. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** Writes a record as one line of JSON without a line end; see {@link RecordLines} for many. */
  public static byte[] write(CanonicalRecord record) {
    var bytes = new JsonBytes();
    new RecordWriter(bytes, 1).write(record);
    return bytes.copy();
  }

  /**
   * Reads a record.
   *
   * @throws ArchiveException INVALID when the bytes are no canonical record
   */
  public static CanonicalRecord read(byte[] json) {
    try {
      return read(MAPPER.readTree(json));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ArchiveException(Category.INVALID, "these bytes are no canonical record", e);
    }
  }

  /** Reads a record from its tree; the tree is left as it was. */
  public static CanonicalRecord read(JsonNode tree) {
    if (!(tree.deepCopy() instanceof ObjectNode members)) {
      throw new ArchiveException(Category.INVALID, "a canonical record is a JSON object");
    }
    JsonNode content = members.remove("content");
    CanonicalRecord bare = MAPPER.treeToValue(members, CanonicalRecord.class);
    requireWhole(bare);
    return content == null
        ? bare
        : RecordBuilder.from(bare).content(readContent(bare.kind(), content)).build();
  }

  @SuppressWarnings("NullAway") // JSON leaves members out, so the codec hands in null
  private static void requireWhole(CanonicalRecord record) {
    if (record.id() == null || record.kind() == null || record.source() == null) {
      throw new ArchiveException(
          Category.INVALID, "a canonical record has an id, a kind and a source");
    }
  }

  private static @Nullable Content readContent(RecordKind kind, JsonNode content) {
    return MAPPER.treeToValue(content, contentClass(kind, content.path("type").asString("")));
  }

  private static Class<? extends Content> contentClass(RecordKind kind, String type) {
    return switch (kind) {
      case MESSAGE, EDIT, DELETION, ATTACHMENT -> messageClass(type);
      case REACTION -> Content.Reaction.class;
      case RECEIPT -> Content.Receipt.class;
      case MEMBERSHIP -> Content.Membership.class;
      case CALL -> Content.Call.class;
      case NOTICE, IDENTITY -> Content.Notice.class;
      case GAP -> Content.Gap.class;
      case DELIVERY -> Content.Delivery.class;
      case UNRECOGNISED -> Content.Unrecognised.class;
      case TOMBSTONE -> Content.Tombstone.class;
      case AUDIT, CONTROL -> Content.Entry.class;
    };
  }

  private static Class<? extends Content> messageClass(String type) {
    return switch (type) {
      case "text" -> Content.Text.class;
      case "image", "video", "audio", "document", "sticker", "view-once" -> Content.Media.class;
      case "location" -> Content.Location.class;
      case "contacts" -> Content.Contacts.class;
      case "interactive" -> Content.Interactive.class;
      case "poll" -> Content.Poll.class;
      case "unsupported" -> Content.Unsupported.class;
      case "deleted" -> Content.Deleted.class;
      default -> Content.Other.class;
    };
  }
}
