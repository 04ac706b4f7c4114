package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the text of an export is encoded. A phone writes UTF-8; some program that saved the file anew
 * may have written something else, and only a person can say so for sure.
 *
 * <p>Other encodings are read as UTF-8, one to one, so that the file's bytes can be made of it
 * again: a half of a UTF-16 pair becomes three bytes (which no UTF-8 has), a byte that Windows-1252
 * leaves undefined the control character of the same value.
 */
public enum TextEncoding {
  /** What phones write. */
  UTF_8,
  /** By its byte order mark; little-endian without one. */
  UTF_16,
  /** Little-endian. */
  UTF_16LE,
  /** Big-endian. */
  UTF_16BE,
  /** Western Windows. */
  WINDOWS_1252;

  /** One character in so many, spaces and digits, has a zero byte in UTF-16 of any language. */
  private static final int ZEROS = 8;

  /** The form that a person writes: {@code utf-16le}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads the form that a person writes.
   *
   * @throws ArchiveException INVALID for another
   */
  public static TextEncoding of(String code) {
    for (TextEncoding encoding : values()) {
      if (encoding.code().equals(code.strip().toLowerCase(Locale.ROOT))) {
        return encoding;
      }
    }
    throw new ArchiveException(
        Category.INVALID,
        "there is no encoding '%s' here: say %s"
            .formatted(
                code,
                Arrays.stream(values()).map(TextEncoding::code).collect(Collectors.joining(", "))));
  }

  /** What the beginning of a text looks like, as far as zeros tell: UTF-16 is full of them. */
  static TextEncoding guess(byte[] head) {
    if (head.length > 1 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
      return UTF_16;
    }
    if (head.length > 1 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
      return UTF_16;
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i + 1 < head.length; i += 2) {
      even += head[i] == 0 && isPlain(head[i + 1]) ? 1 : 0;
      odd += head[i + 1] == 0 && isPlain(head[i]) ? 1 : 0;
    }
    int many = head.length / 2 / ZEROS;
    if (odd > many && even * ZEROS < odd) {
      return UTF_16LE;
    }
    return even > many && odd * ZEROS < even ? UTF_16BE : UTF_8;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' || b == '\n' || b == '\r';
  }

  /** The text as UTF-8. */
  InputStream decode(InputStream in) throws IOException {
    return switch (this) {
      case UTF_8 -> in;
      case UTF_16 -> DecodedText.utf16(in);
      case UTF_16LE -> DecodedText.utf16(in, false);
      case UTF_16BE -> DecodedText.utf16(in, true);
      case WINDOWS_1252 -> DecodedText.windows(in);
    };
  }
}
