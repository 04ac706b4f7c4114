package io.holdfast.deploy.web.doors;

import org.jspecify.annotations.Nullable;

/** Where deliveries of the WhatsApp Business Platform go. Thread-safe; blocks. */
public interface WebhookDoor {
  /**
   * The challenge to echo.
   *
   * @return absent when mode or token are wrong
   */
  @Nullable String verify(
      @Nullable String mode, @Nullable String token, @Nullable String challenge);

  /**
   * Takes a delivery in: proves its origin, makes it durable, answers.
   *
   * @param body the raw bytes, at most 4 MiB
   * @param signature {@code X-Hub-Signature-256}
   * @param contentType {@code Content-Type}
   */
  Outcome deliver(byte[] body, @Nullable String signature, @Nullable String contentType);

  /** What became of a delivery. */
  enum Outcome {
    /** Durable; the platform may forget it. */
    ACKNOWLEDGED,
    /** The signature is missing or wrong; nothing was kept but a counter. */
    REFUSED,
    /** The spool cannot take it now; the platform must try again. */
    TRY_AGAIN
  }
}
