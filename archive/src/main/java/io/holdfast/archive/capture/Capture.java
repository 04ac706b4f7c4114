package io.holdfast.archive.capture;

import io.holdfast.archive.Bytes;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bytes exactly as received, with where, when and how they came.
 *
 * @param id random, made by the source; names this capture for ever
 * @param receivedAt when the source had all of it
 * @param account what the source is told apart by (phone_number_id, import id, person); partitions
 *     by a keyed hash of it
 * @param headers what came with the body and counts as evidence, for example {@code
 *     X-Hub-Signature-256}; names are lower case
 * @param body at most {@link #MAX_BODY} bytes
 */
public record Capture(
    String id,
    CaptureType type,
    Instant receivedAt,
    String account,
    SortedMap<String, String> headers,
    Bytes body) {
  /** Largest body of a capture, bytes; larger input becomes a blob first. */
  public static final int MAX_BODY = 4 * 1024 * 1024;

  /**
   * Most records that one capture may yield: one for about 100 bytes of the largest body, more than
   * any true delivery has, so that memory is bounded by the bytes that came.
   */
  public static final int MAX_RECORDS = 40_000;

  /** Refuses a body that is too large. */
  public Capture {
    if (body.length() > MAX_BODY) {
      throw new IllegalArgumentException(
          "a capture has at most " + MAX_BODY + " bytes, this one has " + body.length());
    }
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** Safe to print: no body, no headers. */
  @Override
  public String toString() {
    return "capture " + id + " (" + type + ", " + body.length() + " bytes)";
  }
}
