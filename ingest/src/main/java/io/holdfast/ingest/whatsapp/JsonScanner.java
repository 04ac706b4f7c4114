package io.holdfast.ingest.whatsapp;

/**
 * Reads JSON (RFC 8259) in UTF-8 onto a {@link JsonTape}. Stricter readers refuse control
 * characters and broken UTF-8 inside strings; this one takes them, because nothing is gained by
 * refusing a message.
 */
final class JsonScanner {
  /** Deeper nesting is refused; no payload of the platform comes near. */
  static final int MAX_DEPTH = 200;

  private final byte[] bytes;
  private final JsonTape tape;
  private int at;

  private JsonScanner(byte[] bytes) {
    this.bytes = bytes;
    this.tape = new JsonTape(bytes);
  }

  /** Why some bytes are no JSON text, and at which byte. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    NotJson(String message, int offset) {
      super(message + " at byte " + offset, null, false, false);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }
  }

  /**
   * Reads one value, white space and a byte order mark around it allowed. What stands behind it is
   * left for {@link JsonTape#rest}.
   */
  static JsonTape scan(byte[] bytes) throws NotJson {
    var scanner = new JsonScanner(bytes);
    if (bytes.length >= 3
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf) {
      scanner.at = 3;
    }
    scanner.value(0);
    scanner.space();
    scanner.tape.rest(scanner.at);
    return scanner.tape;
  }

  private void value(int depth) throws NotJson {
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", JsonTape.TRUE);
      case 'f' -> word("false", JsonTape.FALSE);
      case 'n' -> word("null", JsonTape.NULL);
      default -> number();
    }
  }

  private void object(int depth) throws NotJson {
    int node = tape.open(JsonTape.OBJECT, at);
    enter(depth);
    if (peek() == '}') {
      at++;
    } else {
      do {
        if (peek() != '"') {
          throw new NotJson("a member name is missing", at);
        }
        string();
        if (peek() != ':') {
          throw new NotJson("a colon is missing", at);
        }
        at++;
        value(depth + 1);
      } while (more('}'));
    }
    tape.close(node, at);
  }

  private void array(int depth) throws NotJson {
    int node = tape.open(JsonTape.ARRAY, at);
    enter(depth);
    if (peek() == ']') {
      at++;
    } else {
      do {
        value(depth + 1);
      } while (more(']'));
    }
    tape.close(node, at);
  }

  private void enter(int depth) throws NotJson {
    if (depth >= MAX_DEPTH) {
      throw new NotJson("nested deeper than " + MAX_DEPTH, at);
    }
    at++;
  }

  /** Steps over a comma, or over the closing bracket. */
  private boolean more(char close) throws NotJson {
    int next = peek();
    if (next != ',' && next != close) {
      throw new NotJson("a comma or closing bracket is missing", at);
    }
    at++;
    return next == ',';
  }

  private void string() throws NotJson {
    int start = at;
    int flags = JsonTape.STRING;
    int i = at + 1;
    while (true) {
      if (i >= bytes.length) {
        throw new NotJson("ends inside a string", bytes.length);
      }
      byte b = bytes[i];
      if (b == '"') {
        break;
      }
      if (b == '\\') {
        flags |= JsonTape.ESCAPED;
        i = escape(i);
      } else if (b < 0) {
        flags |= JsonTape.NON_ASCII;
        int next = Utf8.next(bytes, i);
        flags |= next < 0 ? JsonTape.BROKEN : 0;
        i = next < 0 ? i + 1 : next;
      } else {
        i++;
      }
    }
    at = i + 1;
    tape.close(tape.open(flags, start), at);
  }

  /** Checks the escape that begins at {@code i}; returns the offset behind it. */
  private int escape(int i) throws NotJson {
    if (i + 1 >= bytes.length) {
      throw new NotJson("ends inside a string", bytes.length);
    }
    return switch (bytes[i + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 2;
      case 'u' -> {
        for (int digit = i + 2; digit < i + 6; digit++) {
          if (digit >= bytes.length || Character.digit(bytes[digit], 16) < 0) {
            throw new NotJson("broken \\u escape", Math.min(digit, bytes.length));
          }
        }
        yield i + 6;
      }
      default -> throw new NotJson("unknown escape", i);
    };
  }

  private void word(String word, int type) throws NotJson {
    int start = at;
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= bytes.length || bytes[at] != word.charAt(i)) {
        throw new NotJson("not a JSON value", at);
      }
    }
    tape.close(tape.open(type, start), at);
  }

  private void number() throws NotJson {
    int start = at;
    if (bytes[at] == '-') {
      at++;
    }
    int first = at;
    digits();
    if (bytes[first] == '0' && at > first + 1) {
      throw new NotJson("a number begins with 0", first);
    }
    if (at < bytes.length && bytes[at] == '.') {
      at++;
      digits();
    }
    if (at < bytes.length && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < bytes.length && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits();
    }
    tape.close(tape.open(JsonTape.NUMBER, start), at);
  }

  private void digits() throws NotJson {
    int first = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == first) {
      throw new NotJson("not a JSON value", at);
    }
  }

  private void space() {
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return;
      }
      at++;
    }
  }

  /** The next byte that is no white space. */
  private int peek() throws NotJson {
    space();
    if (at >= bytes.length) {
      throw new NotJson("ends too early", bytes.length);
    }
    return bytes[at];
  }
}
