package io.holdfast.archive.reading;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a control record says about keys that went, and by what authority. Written by the enforcer
 * before the objects go; from the moment that the control record is sealed the old keyring no
 * longer counts.
 */
public sealed interface Destruction {
  /** The segment that lost keys. */
  String segment();

  /** The disposal (or erasure) that it belongs to. */
  String disposal();

  /**
   * A keyring was replaced by one with fewer keys. Control type {@code keyring-narrowed}.
   *
   * @param before the keyring that no longer counts
   * @param after the keyring that counts now
   * @param removed numbers of the records whose keys are not in it
   * @param blobs names of the blobs that went with them
   */
  record KeyringNarrowed(
      String segment,
      String disposal,
      ObjectEntry before,
      ObjectEntry after,
      List<Integer> removed,
      List<String> blobs)
      implements Destruction {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public KeyringNarrowed {
      removed = removed == null ? List.of() : List.copyOf(removed);
      blobs = blobs == null ? List.of() : List.copyOf(blobs);
    }
  }

  /**
   * A segment, its keyring and its blobs were destroyed whole. Control type {@code
   * segment-destroyed}.
   */
  record SegmentDestroyed(String segment, String disposal) implements Destruction {}

  @SuppressWarnings("NullAway") // JSON leaves members out, so the codec hands in null
  private static boolean isWhole(Destruction destruction) {
    return switch (destruction) {
      case KeyringNarrowed narrowed ->
          narrowed.segment() != null && narrowed.before() != null && narrowed.after() != null;
      case SegmentDestroyed gone -> gone.segment() != null;
    };
  }

  /** Control type of {@link KeyringNarrowed}. */
  String NARROWED = "keyring-narrowed";

  /** Control type of {@link SegmentDestroyed}. */
  String DESTROYED = "segment-destroyed";

  /** The control type of this entry. */
  default String controlType() {
    return switch (this) {
      case KeyringNarrowed _ -> NARROWED;
      case SegmentDestroyed _ -> DESTROYED;
    };
  }

  /** The {@code data} member of the control entry. */
  default JsonNode toData() {
    return RecordJson.mapper().valueToTree(this);
  }

  /**
   * Reads a control record's content; nothing when it is of another type.
   *
   * <p>Malformed data is an {@link IllegalArgumentException}: such an entry destroys nothing.
   *
   * @param content its {@code data} holds the request: type, actor, at, data
   */
  static Optional<Destruction> of(Content.Entry content) {
    return switch (content.type()) {
      case NARROWED -> Optional.of(read(content.data(), KeyringNarrowed.class));
      case DESTROYED -> Optional.of(read(content.data(), SegmentDestroyed.class));
      default -> Optional.empty();
    };
  }

  private static <T extends Destruction> T read(JsonNode request, Class<T> form) {
    T destruction;
    try {
      destruction = RecordJson.mapper().treeToValue(request.path("data"), form);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a malformed entry about a destruction", e);
    }
    if (destruction == null || !isWhole(destruction)) {
      throw new IllegalArgumentException("an entry about a destruction without all its members");
    }
    return destruction;
  }
}
