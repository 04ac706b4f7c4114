package io.holdfast.deploy.cli;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Hits as lines of columns. Immutable. */
final class HitTable {
  private static final int TIME = 16;
  private static final int NAME = 20;
  private static final int GAPS = 6;
  private static final String BOLD = "\033[1m";
  private static final String NORMAL = "\033[22m";

  private final int textWidth;
  private final boolean bold;

  HitTable(int width, boolean bold) {
    this.textWidth = Math.max(20, width - TIME - 2 * NAME - GAPS);
    this.bold = bold;
  }

  /** As wide as the environment says, matches in bold unless it forbids it (NO_COLOR). */
  static HitTable forTerminal(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    int width = columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 120;
    return new HitTable(width, environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  List<String> head(JsonNode hits) {
    return hits.isEmpty() ? List.of() : List.of(line("SENT (UTC)", "FROM", "CONVERSATION", "TEXT"));
  }

  String row(JsonNode hit) {
    JsonNode record = hit.path("record");
    return line(
        time(record.path("sentAt").asString("")),
        party(record.path("sender")),
        conversation(record.path("conversation")),
        HitText.excerpt(hit));
  }

  private String line(String time, String sender, String conversation, String text) {
    return "%s  %s  %s  %s"
        .formatted(
            column(time, TIME),
            column(sender, NAME),
            column(conversation, NAME),
            cut(text, textWidth))
        .stripTrailing();
  }

  private static String time(String sentAt) {
    return sentAt.length() < TIME ? "unknown" : sentAt.substring(0, TIME).replace('T', ' ');
  }

  private static String party(JsonNode party) {
    return HitText.plain(
        party
            .path("name")
            .asString(party.path("address").asString(party.path("userId").asString(""))));
  }

  private static String conversation(JsonNode conversation) {
    return HitText.plain(conversation.path("name").asString(conversation.path("id").asString("")));
  }

  private String column(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - cut.codePointCount(0, cut.length()));
  }

  /** At most so many characters, marks not counted; a cut ends in an ellipsis. */
  private String cut(String text, int width) {
    int length = (int) text.codePoints().filter(c -> !isMark(c)).count();
    int keep = length > width ? width - 1 : length;
    var cut = new StringBuilder();
    boolean open = false;
    int kept = 0;
    for (int c : text.codePoints().toArray()) {
      if (isMark(c)) {
        open = c == HitText.MARK;
        cut.append(bold ? open ? BOLD : NORMAL : "");
      } else if (kept < keep) {
        cut.appendCodePoint(c);
        kept++;
      } else {
        break;
      }
    }
    return cut.append(open && bold ? NORMAL : "").append(length > width ? "…" : "").toString();
  }

  private static boolean isMark(int c) {
    return c == HitText.MARK || c == HitText.UNMARK;
  }
}
