package io.holdfast.ingest.media;

import io.holdfast.archive.Sha256;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hashes as the platform writes them: hex in the media API, base64 in webhooks, either in old. */
final class DeclaredHash {
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private DeclaredHash() {}

  /** The digest; nothing when there is none or it is neither form. */
  static Optional<Sha256> read(@Nullable String declared) {
    if (declared == null) {
      return Optional.empty();
    }
    if (HEX.matcher(declared).matches()) {
      return Optional.of(Sha256.parse(declared.toLowerCase(Locale.ROOT)));
    }
    if (declared.length() != 43 && declared.length() != 44) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(declared);
      return bytes.length == Sha256.LENGTH ? Optional.of(Sha256.wrap(bytes)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
