package io.holdfast.ingest.media;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.BlobReference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a capture of type MEDIA: which file of which message, and either how it came or why
 * it never will. JSON.
 *
 * @param claim the record that it becomes, as far as the message tells it
 * @param number of the attachment in its message, from 0
 * @param receivedAt when the message was captured
 * @param blobs the file, when it came
 */
record MediaCapture(
    JsonNode claim,
    int number,
    Instant receivedAt,
    @Nullable Arrived arrived,
    @Nullable Lost lost,
    List<BlobReference> blobs) {
  /** A list that the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  MediaCapture {
    blobs = blobs == null ? List.of() : List.copyOf(blobs);
  }

  /**
   * How it came.
   *
   * @param sha256 of the bytes that were stored
   * @param size of the bytes that were stored
   * @param contentType as the server named it
   * @param contentEncoding that was undone; absent when there was none
   * @param answer of the Graph API, as it came; absent when the webhook's own address was used
   */
  record Arrived(
      String blob,
      Sha256 sha256,
      long size,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      @Nullable Bytes answer) {}

  /** Why it never will: a code of {@link MediaFailure}, and how often it was tried until when. */
  record Lost(String reason, String words, int attempts, Instant until) {}

  static MediaCapture arrived(MediaTask task, Arrived arrived, BlobReference blob) {
    return new MediaCapture(
        tree(task.claim()), task.number(), task.receivedAt(), arrived, null, List.of(blob));
  }

  static MediaCapture lost(MediaTask task, Lost lost) {
    return new MediaCapture(
        tree(task.claim()), task.number(), task.receivedAt(), null, lost, List.of());
  }

  private static JsonNode tree(CanonicalRecord record) {
    return RecordJson.mapper().readTree(RecordJson.write(record));
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "media capture of attachment " + number;
  }
}
