package io.holdfast.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a query into pieces; every text can be cut. */
final class QueryTokens {
  static final Set<String> FIELDS =
      Set.of("from", "to", "with", "kind", "type", "in", "before", "after", "has");

  private final String query;
  private final List<QueryToken> tokens = new ArrayList<>();
  private int at;

  private QueryTokens(String query) {
    this.query = query;
  }

  static List<QueryToken> of(String query) {
    var cutter = new QueryTokens(query);
    cutter.cut();
    return List.copyOf(cutter.tokens);
  }

  private void cut() {
    while (at < query.length()) {
      char c = query.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '(') {
        mark(QueryToken.Type.OPEN);
      } else if (c == ')') {
        mark(QueryToken.Type.CLOSE);
      } else if (c == '-' && at + 1 < query.length() && !isSpace(query.charAt(at + 1))) {
        mark(QueryToken.Type.NOT);
      } else {
        term();
      }
    }
  }

  private void mark(QueryToken.Type type) {
    tokens.add(new QueryToken(type, at, "", "", false));
    at++;
  }

  private void term() {
    int begin = at;
    String field = field();
    if (at < query.length() && isQuote(query.charAt(at))) {
      tokens.add(new QueryToken(QueryToken.Type.TERM, begin, quoted(), field, true));
      return;
    }
    String word = word();
    switch (field.isEmpty() ? word : "") {
      case "OR" -> tokens.add(new QueryToken(QueryToken.Type.OR, begin, "", "", false));
      case "AND" -> {}
      case "NOT" -> tokens.add(new QueryToken(QueryToken.Type.NOT, begin, "", "", false));
      default -> tokens.add(new QueryToken(QueryToken.Type.TERM, begin, word, field, false));
    }
  }

  /** Takes a field name and its colon; a colon after anything else is part of a word. */
  private String field() {
    int colon = query.indexOf(':', at);
    if (colon < 0 || colon - at > 10) {
      return "";
    }
    String name = query.substring(at, colon).toLowerCase(Locale.ROOT);
    if (!FIELDS.contains(name)) {
      return "";
    }
    at = colon + 1;
    return name;
  }

  private String quoted() {
    int begin = ++at;
    while (at < query.length() && !isQuote(query.charAt(at))) {
      at++;
    }
    String text = query.substring(begin, at);
    at = Math.min(at + 1, query.length());
    return text;
  }

  private String word() {
    int begin = at;
    while (at < query.length() && !isEnd(query.charAt(at))) {
      at++;
    }
    return query.substring(begin, at);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\u201c' || c == '\u201d' || c == '\u201e';
  }

  private static boolean isEnd(char c) {
    return isSpace(c) || isQuote(c) || c == '(' || c == ')';
  }
}
