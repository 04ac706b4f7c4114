package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Sha256;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hashes as the platform writes them: base64 in webhooks, hex in the media API and the history; and
 * as others pass them on, in either alphabet of base64, with or without padding, white space around
 * them or the name of the algorithm in front.
 */
public final class DeclaredHash {
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern BASE64 = Pattern.compile("[0-9a-zA-Z+/]{43}");
  private static final Pattern NAME = Pattern.compile("(?i:sha-?256)[=:-]");
  private static final int LONGEST = 128;

  private DeclaredHash() {}

  /** The digest; nothing when there is none or it is in no form that is known. */
  public static Optional<Sha256> read(@Nullable String declared) {
    if (declared == null || declared.length() > LONGEST) {
      return Optional.empty();
    }
    String written = declared.strip();
    var name = NAME.matcher(written);
    if (name.lookingAt()) {
      written = written.substring(name.end());
    }
    if (HEX.matcher(written).matches()) {
      return Optional.of(Sha256.parse(written.toLowerCase(Locale.ROOT)));
    }
    String digits = written.endsWith("=") ? written.substring(0, written.length() - 1) : written;
    String usual = digits.replace('-', '+').replace('_', '/');
    return BASE64.matcher(usual).matches()
        ? Optional.of(Sha256.wrap(Base64.getDecoder().decode(usual)))
        : Optional.empty();
  }
}
