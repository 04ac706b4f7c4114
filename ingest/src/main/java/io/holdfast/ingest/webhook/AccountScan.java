package io.holdfast.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose delivery this is without reading it: the first {@code phone_number_id}, else the
 * id of the first entry (a WABA id). One pass over the bytes; tolerates anything; wrong JSON only
 * ends in {@code unknown}. Decides the partition, never whether a delivery is kept.
 */
final class AccountScan {
  static final String UNKNOWN = "unknown";
  private static final byte[] NUMBER = "phone_number_id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);

  /** An entry's own members stand inside the root, the entry array and the entry. */
  private static final int ENTRY_DEPTH = 3;

  private static final int MAX_LENGTH = 64;

  private final byte[] body;
  private int at;

  private AccountScan(byte[] body) {
    this.body = body;
  }

  static String account(byte[] body) {
    return new AccountScan(body).scan();
  }

  private String scan() {
    String entry = null;
    int depth = 0;
    while (at < body.length) {
      byte b = body[at];
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      } else if (b == '"') {
        int start = at + 1;
        int end = stringEnd();
        if (is(start, end, NUMBER)) {
          String number = value();
          if (number != null) {
            return number;
          }
        } else if (entry == null && depth == ENTRY_DEPTH && is(start, end, ID)) {
          entry = value();
        }
        continue;
      }
      at++;
    }
    return entry == null ? UNKNOWN : entry;
  }

  /** Steps behind the string that begins here; the offset of its closing quote. */
  private int stringEnd() {
    at++;
    while (at < body.length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    int end = Math.min(at, body.length);
    at = end + 1;
    return end;
  }

  private boolean is(int start, int end, byte[] name) {
    return Arrays.equals(body, start, end, name, 0, name.length);
  }

  /**
   * The id behind a name: a string or number of harmless characters. Stays before what it is not.
   */
  private @Nullable String value() {
    int i = space(at);
    if (i >= body.length || body[i] != ':') {
      return null;
    }
    i = space(i + 1);
    boolean quoted = i < body.length && body[i] == '"';
    if (quoted) {
      i++;
    }
    int start = i;
    while (i < body.length && (quoted ? harmless(body[i]) : isDigit(body[i]))) {
      i++;
    }
    boolean ended = !quoted || (i < body.length && body[i] == '"');
    boolean sane = ended && i > start && i - start <= MAX_LENGTH;
    return sane ? new String(body, start, i - start, StandardCharsets.US_ASCII) : null;
  }

  private int space(int from) {
    int i = from;
    while (i < body.length
        && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean harmless(byte b) {
    return isDigit(b) || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
