package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.client.ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Looks at an import until it stands still. A server that restarts meanwhile is waited for. */
final class ImportFollower {
  private static final int SHOWN = 20;
  private static final int LOOKS_WITHOUT_ANSWER = 60;

  private final ApiClient client;
  private final Duration between;
  private final ImportProgress progress;

  ImportFollower(ApiClient client, Duration between, ImportProgress progress) {
    this.client = client;
    this.between = between;
    this.progress = progress;
  }

  ImportOutcome follow(String id, Path file, LineOutput out, Diagnostics diagnostics) {
    int unanswered = 0;
    while (true) {
      try {
        JsonNode status = client.get("/api/v1/imports/" + id);
        unanswered = 0;
        progress.at(status);
        switch (status.path("state").asString("")) {
          case "done" -> {
            progress.over();
            report(id, file, status, out);
            return ImportOutcome.DONE;
          }
          case "needs-decision" -> {
            progress.over();
            ask(id, file, status, diagnostics);
            return ImportOutcome.UNDECIDED;
          }
          case "failed" -> {
            progress.over();
            diagnostics.about(file, status.path("failure").asString("the import failed"));
            return ImportOutcome.FAILED;
          }
          default -> {} // receiving or archiving
        }
      } catch (ArchiveException e) {
        unanswered++;
        if (!e.category().retryable() || unanswered > LOOKS_WITHOUT_ANSWER) {
          throw e;
        }
      }
      pause(id);
    }
  }

  private void pause(String id) {
    try {
      Thread.sleep(between);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(
          Category.UNAVAILABLE, "interrupted; import %s goes on without us".formatted(id), e);
    }
  }

  private static void report(String id, Path file, JsonNode status, LineOutput out) {
    out.line("%s: archived as import %s".formatted(file, id));
    for (Entry<String, JsonNode> count : status.path("counts").properties()) {
      out.line(row(count.getKey(), count.getValue()));
    }
    odd(status.path("report"), out);
    for (JsonNode earlier : status.path("earlier")) {
      out.line(earlier(earlier));
    }
    for (JsonNode live : status.path("live")) {
      out.line(
          "  shares %,d messages with what was captured live (conversation %s)"
              .formatted(live.path("shared").asLong(0), live.path("conversation").asString("?")));
    }
    if (!status.path("warnings").isEmpty()) {
      out.line("  warnings:");
      for (Entry<String, JsonNode> warning : status.path("warnings").properties()) {
        out.line("  " + row(warning.getKey(), warning.getValue()));
      }
    }
  }

  /** Whether an earlier import of the same chat joins with this one. */
  private static String earlier(JsonNode earlier) {
    JsonNode overlap = earlier.path("overlap");
    return "  %s with %s (import %s): %s"
        .formatted(
            overlap.path("verdict").asString("?"),
            earlier.path("fileName").asString("?"),
            earlier.path("id").asString("?"),
            overlap.path("sentence").asString(""));
  }

  /** What was odd, and where. */
  private static void odd(JsonNode report, LineOutput out) {
    if (!report.isObject()) {
      return;
    }
    JsonNode order = report.path("dateOrder");
    out.line(
        "  read %s (%s, by %s), framing %s, %s to %s"
            .formatted(
                order.path("order").asString("?"),
                order.path("confidence").asString("?"),
                order.path("decidedBy").asString("?"),
                report.path("framing").asString("?"),
                report.path("first").asString("?"),
                report.path("last").asString("?")));
    JsonNode places = report.path("report");
    for (String name : List.of("unknown", "embedded", "doubtful")) {
      JsonNode lines = places.path(name).path("lines");
      if (!lines.isEmpty()) {
        out.line("  %s at line %s".formatted(name, first(lines)));
      }
    }
    JsonNode cannot = places.path("cannotCarry");
    if (!cannot.isEmpty()) {
      out.line("  such a file cannot say: " + first(cannot));
    }
  }

  private static String first(JsonNode items) {
    return items
            .valueStream()
            .limit(SHOWN)
            .map(item -> item.asString(""))
            .collect(Collectors.joining(", "))
        + (items.size() > SHOWN ? " …" : "");
  }

  private static String row(String name, JsonNode count) {
    return String.format(Locale.ROOT, "  %-28s %,12d", name, count.asLong(0));
  }

  private static void ask(String id, Path file, JsonNode status, Diagnostics diagnostics) {
    diagnostics.about(
        file,
        status
            .path("question")
            .asString("a person must decide in which order day and month are written"));
    diagnostics.say(
        "Nothing of it is archived yet. Answer by importing it again with --date-order dmy, mdy or"
            + " ymd (--text NAME where several texts could be the chat), or on the import page,"
            + " where both readings are shown (import "
            + id
            + ").");
  }
}
