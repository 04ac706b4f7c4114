package io.holdfast.deploy.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Opens a token as the framework writes it into pages: base64url of random bytes followed by the
 * token XORed with them, so that the page's compressed length tells nothing.
 */
final class MaskedToken {
  private MaskedToken() {}

  /** The token inside, or nothing when it is not one of this length. */
  static String open(String masked, int length) {
    byte[] both;
    try {
      both = Base64.getUrlDecoder().decode(masked);
    } catch (IllegalArgumentException e) {
      return "";
    }
    if (both.length != 2 * length) {
      return "";
    }
    byte[] token = new byte[length];
    for (int i = 0; i < length; i++) {
      token[i] = (byte) (both[i] ^ both[length + i]);
    }
    return new String(token, StandardCharsets.UTF_8);
  }
}
