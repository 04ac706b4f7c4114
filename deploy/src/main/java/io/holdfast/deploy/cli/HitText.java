package io.holdfast.deploy.cli;

import tools.jackson.databind.JsonNode;

/** What a hit says, as text that a terminal may be shown: nothing in it can steer the terminal. */
final class HitText {
  /** Stands for the beginning and the end of a match. */
  static final char MARK = '\uE000';

  static final char UNMARK = '\uE001';

  private HitText() {}

  /** The first highlight, else the text, else what kind of thing it is; matches between marks. */
  static String excerpt(JsonNode hit) {
    JsonNode highlight = hit.path("highlights").path(0);
    if (highlight.isString()) {
      return unescaped(plain(highlight.asString()));
    }
    JsonNode record = hit.path("record");
    String text = record.path("content").path("text").asString("");
    String name = record.path("attachments").path(0).path("name").asString("");
    String type = record.path("content").path("type").asString(record.path("kind").asString(""));
    String all = text.isEmpty() ? name : text;
    return plain(all.isEmpty() || !type.equals("text") ? ("[" + type + "] " + all).strip() : all);
  }

  /** Control and direction characters become spaces, runs of space one; joiners in emoji stay. */
  static String plain(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints().map(c -> steers(c) ? ' ' : c).forEach(plain::appendCodePoint);
    return plain.toString().replaceAll("\\s+", " ").strip();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> c != 0x200D;
      default -> false;
    };
  }

  private static String unescaped(String html) {
    String text =
        html.replace("<mark>", String.valueOf(MARK))
            .replace("</mark>", String.valueOf(UNMARK))
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&#x2F;", "/");
    return text.replace("&amp;", "&");
  }
}
