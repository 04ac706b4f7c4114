package io.holdfast.ingest.webhook;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platform's question whether this address may receive deliveries: {@code hub.mode}, {@code
 * hub.verify_token}, {@code hub.challenge}. Thread-safe.
 */
public final class WebhookVerification {
  /** What is echoed is nothing that a browser could read as markup. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private final byte[] tokenDigest;
  private final boolean configured;

  /** Knows the token that was typed into the platform's dashboard; without one, all is refused. */
  public WebhookVerification(@Nullable String verifyToken) {
    configured = verifyToken != null && !verifyToken.isEmpty();
    tokenDigest = digest(verifyToken == null ? "" : verifyToken);
  }

  /**
   * The challenge to answer with, as plain text and nothing else; empty means to refuse with 403.
   */
  public Optional<String> answer(
      @Nullable String mode, @Nullable String token, @Nullable String challenge) {
    // digests have one length, so that the time of the comparison does not tell the token's length
    boolean known = MessageDigest.isEqual(tokenDigest, digest(token == null ? "" : token));
    boolean asked =
        "subscribe".equals(mode) && challenge != null && CHALLENGE.matcher(challenge).matches();
    return configured && known && asked ? Optional.ofNullable(challenge) : Optional.empty();
  }

  private static byte[] digest(String token) {
    return Sha256.of(Bytes.wrap(token.getBytes(StandardCharsets.UTF_8))).toArray();
  }
}
