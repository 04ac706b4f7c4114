package io.holdfast.deploy.web.page;

import java.util.ArrayList;
import java.util.List;

/** Splits a highlighted fragment into plain and marked pieces, so that nothing in it is markup. */
public final class Highlights {
  private static final String OPEN = "<mark>";
  private static final String CLOSE = "</mark>";

  private Highlights() {}

  /** A piece of text, marked or not. */
  public record Piece(String text, boolean marked) {}

  /** The pieces of a fragment in order. */
  public static List<Piece> pieces(String fragment) {
    var pieces = new ArrayList<Piece>();
    int at = 0;
    while (at < fragment.length()) {
      int open = fragment.indexOf(OPEN, at);
      int close = open < 0 ? -1 : fragment.indexOf(CLOSE, open);
      if (close < 0) {
        add(pieces, fragment.substring(at), false);
        break;
      }
      add(pieces, fragment.substring(at, open), false);
      add(pieces, fragment.substring(open + OPEN.length(), close), true);
      at = close + CLOSE.length();
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, String html, boolean marked) {
    if (!html.isEmpty()) {
      pieces.add(new Piece(plain(html), marked));
    }
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
  }
}
