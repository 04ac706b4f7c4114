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

  /** Takes a delivery in: proves its origin, makes it durable, answers. */
  Outcome deliver(@Nullable String signature, byte[] body);

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
