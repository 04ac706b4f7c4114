package io.holdfast.ingest.export;

import io.holdfast.archive.record.Party;
import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names as an export shows them. */
final class Names {
  private static final int LEAST_PHONE_DIGITS = 7;
  private static final int MOST_PHONE_DIGITS = 15;

  private Names() {}

  /** Without direction controls, byte order marks and spaces at both ends. */
  static String shown(String raw) {
    return clean(raw).strip();
  }

  /** Without direction controls and byte order marks. */
  static String clean(String raw) {
    StringBuilder clean = null;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (isControl(c)) {
        clean = clean == null ? new StringBuilder(raw.length()).append(raw, 0, i) : clean;
      } else if (clean != null) {
        clean.append(c);
      }
    }
    return clean == null ? raw : clean.toString();
  }

  private static boolean isControl(char c) {
    return c == '\u200e'
        || c == '\u200f'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\ufeff';
  }

  /** What two spellings of one name share: composed, plain spaces, no controls. */
  static String key(String raw) {
    String plain = Normalizer.normalize(clean(raw), Normalizer.Form.NFC);
    var key = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      key.append(Character.isSpaceChar(c) ? ' ' : c == '\u2011' ? '-' : c);
    }
    return key.toString().strip();
  }

  /** A phone number as E.164, when a name is nothing else. */
  static Optional<String> phone(String shown) {
    if (!shown.startsWith("+")) {
      return Optional.empty();
    }
    var digits = new StringBuilder("+");
    for (int i = 1; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (Character.digit(c, 10) >= 0) {
        digits.append((char) ('0' + Character.digit(c, 10)));
      } else if (!Character.isSpaceChar(c) && "-\u2011().".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    int count = digits.length() - 1;
    return count >= LEAST_PHONE_DIGITS && count <= MOST_PHONE_DIGITS
        ? Optional.of(digits.toString())
        : Optional.empty();
  }

  /** A party by its shown name. */
  static Party party(String raw, @Nullable Boolean self) {
    String shown = shown(raw);
    return new Party(phone(shown).orElse(null), null, null, shown, self);
  }

  /** Lower case, without a final full stop and spaces inside brackets: to compare placeholders. */
  static String placeholder(String text) {
    String folded = AppLine.withoutStop(AppLine.lower(AppLine.fold(clean(text)).strip()));
    boolean bracketed = folded.length() > 2 && folded.startsWith("<") && folded.endsWith(">");
    return bracketed ? "<" + folded.substring(1, folded.length() - 1).strip() + ">" : folded;
  }
}
