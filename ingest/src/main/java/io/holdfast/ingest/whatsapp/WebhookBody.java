package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;

/** A piece of a stream of concatenated webhook bodies; together the pieces are the whole stream. */
public sealed interface WebhookBody {
  /** Offset of the first byte in the stream. */
  long offset();

  /** The exact bytes. */
  Bytes bytes();

  /** One body whose brackets balance; whether it is good JSON is for its reader to say. */
  record Whole(long offset, Bytes bytes) implements WebhookBody {}

  /**
   * Bytes that are no body, in pieces of at most 4 MiB.
   *
   * @param reason stable code, then what is wrong and at which byte of the stream
   */
  record Broken(long offset, Bytes bytes, String reason) implements WebhookBody {}
}
