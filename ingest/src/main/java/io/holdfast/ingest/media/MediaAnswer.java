package io.holdfast.ingest.media;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.RecordJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the Graph API says of a media id: where the file is for five minutes, and what it should be.
 * Sizes come as numbers and as texts.
 *
 * @param bytes the answer as it came
 */
record MediaAnswer(Bytes bytes, JsonNode tree) {
  static final int MOST_BYTES = 64 * 1024;

  /** Reads an answer; nothing when it is no JSON object. */
  static Optional<MediaAnswer> read(Bytes bytes) {
    try {
      JsonNode tree = RecordJson.mapper().readTree(bytes.toArray());
      return tree != null && tree.isObject()
          ? Optional.of(new MediaAnswer(bytes, tree))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Nullable URI url() {
    String url = text("url");
    try {
      return url == null ? null : new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  @Nullable String id() {
    return text("id");
  }

  @Nullable String mediaType() {
    return text("mime_type");
  }

  @Nullable String sha256() {
    return text("sha256");
  }

  OptionalLong size() {
    String size = text("file_size");
    try {
      long value = size == null ? -1 : Long.parseLong(size.strip());
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The Graph API's own code of an error; 0 when it is none. */
  int errorCode() {
    return tree.path("error").path("code").asInt(0);
  }

  private @Nullable String text(String member) {
    JsonNode node = tree.path(member);
    if (node.isString()) {
      return node.stringValue().isEmpty() ? null : node.stringValue();
    }
    return node.isNumber() ? node.asString() : null;
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "answer of " + bytes;
  }
}
