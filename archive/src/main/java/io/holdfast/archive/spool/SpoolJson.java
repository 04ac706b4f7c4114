package io.holdfast.archive.spool;

import io.holdfast.archive.record.RecordJson;
import tools.jackson.core.JacksonException;

/** Reads JSON that came from a broker: nothing about it may be believed. */
final class SpoolJson {
  private SpoolJson() {}

  static <T> T read(byte[] json, Class<T> type) throws UnreadableException {
    T value;
    try {
      value = RecordJson.mapper().readValue(json, type);
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new UnreadableException(
          Unreadable.Reason.MALFORMED, "no valid " + type.getSimpleName());
    }
    if (value == null) {
      throw new UnreadableException(
          Unreadable.Reason.MALFORMED, "an empty " + type.getSimpleName());
    }
    return value;
  }
}
