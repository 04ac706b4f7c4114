package io.holdfast.deploy.web.doors;

/** How found words are marked in text that leaves the desk. */
public final class Marks {
  private Marks() {}

  /**
   * Plain text in which found words stand between two private characters, as HTML text in which
   * they stand between {@code <mark>} and {@code </mark>}.
   *
   * @param begin stands before a found word
   * @param end stands after it
   */
  public static String html(String plain, String begin, String end) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace(begin, "<mark>")
        .replace(end, "</mark>");
  }
}
