package io.holdfast.ingest.media;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that a sealed message says exists and that has not come yet.
 *
 * @param key id of the record that the file will become
 * @param claim that record as far as the message tells it: whose it is, where it belongs, and the
 *     one attachment as declared
 * @param number of the attachment in its message, from 0
 * @param url where the webhook said that it is, for five minutes
 * @param receivedAt when the message was captured; the life of the media id begins
 */
record MediaTask(
    String key, CanonicalRecord claim, int number, @Nullable URI url, Instant receivedAt) {
  Attachment declared() {
    return claim.attachments().getFirst();
  }

  @Nullable String account() {
    return claim.source().account();
  }

  /** Whether anything leads to the file. */
  boolean isNamed() {
    return url != null || declared().sourceId() != null;
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "file " + key;
  }
}
