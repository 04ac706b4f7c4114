package io.holdfast.search.query;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Where a page ended: the sort values of its last hit, in a form that says nothing to a reader. */
public final class Cursor {
  private Cursor() {}

  /** The written form of a hit's sort values. */
  public static String write(JsonNode sort) {
    byte[] json = sort.toString().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /**
   * Reads the written form: whole numbers, then a text.
   *
   * @throws ArchiveException INVALID when somebody made it up
   */
  public static ArrayNode read(String cursor, int numbers) {
    try {
      JsonNode sort = RecordJson.mapper().readTree(Base64.getUrlDecoder().decode(cursor));
      if (sort instanceof ArrayNode values && isSound(values, numbers)) {
        return values;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      throw invalid(e);
    }
    throw invalid(null);
  }

  private static boolean isSound(ArrayNode values, int numbers) {
    if (values.size() != numbers + 1 || !values.get(numbers).isString()) {
      return false;
    }
    for (int i = 0; i < numbers; i++) {
      if (!values.get(i).isIntegralNumber() || !values.get(i).canConvertToLong()) {
        return false;
      }
    }
    return true;
  }

  private static ArchiveException invalid(@Nullable Exception cause) {
    return new ArchiveException(
        Category.INVALID, "this cursor is not one of ours; begin again without a cursor", cause);
  }
}
