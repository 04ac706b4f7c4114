package io.holdfast.deploy.cli;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.client.ApiClient;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Asks a server's archive; the hits go to standard output, how far they reach to standard error.
 */
@Command(
    name = "search",
    description = "Searches an archive and prints the hits: a table, or one JSON object a line.")
public final class SearchCommand implements Callable<Integer> {
  private static final int PAGE = 100;

  private final Console console;
  private final Map<String, String> environment;

  @Parameters(arity = "1..*", paramLabel = "QUERY", description = "Words and operators.")
  private List<String> words = List.of();

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--from", paramLabel = "DATE", description = "First day, e.g. 2026-01-31.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day.")
  private @Nullable LocalDate to;

  @Option(names = "--size", paramLabel = "N", description = "Most hits to print; 20 by default.")
  private int size = 20;

  @Option(names = "--json", description = "JSON also where a person looks.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** The command. */
  public SearchCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = Diagnostics.of(spec);
    if (size < 1 && spec != null) {
      throw new ParameterException(spec.commandLine(), "--size is a number from 1");
    }
    LineOutput out = new LineOutput(console.out());
    HitTable table = json || !console.terminal() ? null : HitTable.forTerminal(environment);
    try (ApiClient client = server.connect(environment)) {
      int printed = 0;
      JsonNode answer = client.get(page("", 0));
      if (table != null) {
        table.head(answer.path("hits")).forEach(out::line);
      }
      while (true) {
        for (JsonNode hit : answer.path("hits")) {
          out.line(table == null ? RecordJson.mapper().writeValueAsString(hit) : table.row(hit));
          printed++;
        }
        String cursor = answer.path("cursor").asString("");
        if (printed >= size || cursor.isEmpty() || answer.path("hits").isEmpty()) {
          break;
        }
        answer = client.get(page(cursor, printed));
      }
      out.flush();
      tellReach(answer, printed, diagnostics);
    }
    return 0;
  }

  private String page(String cursor, int printed) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("q", String.join(" ", words));
    parameters.put("size", Integer.toString(Math.min(PAGE, size - printed)));
    if (from != null) {
      parameters.put("from", from.toString());
    }
    if (to != null) {
      parameters.put("to", to.toString());
    }
    if (!cursor.isEmpty()) {
      parameters.put("cursor", cursor);
    }
    return "/api/v1/search" + ApiClient.query(parameters);
  }

  private static void tellReach(JsonNode answer, int printed, Diagnostics diagnostics) {
    diagnostics.say(
        String.format(
            Locale.ROOT,
            "%,d of %,d hits; %s.",
            printed,
            answer.path("total").asLong(0),
            answer.path("searchableUpTo").isString()
                ? "searchable up to what was captured by "
                    + answer.path("searchableUpTo").asString()
                : "nothing is searchable yet"));
    for (JsonNode spot : answer.path("blindSpots")) {
      diagnostics.say("Not covered: " + HitText.plain(spot.path("explanation").asString("")));
    }
  }
}
