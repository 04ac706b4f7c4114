package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The benches run and print what a figure needs to mean something. Nothing here asks how fast. */
final class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void listsTheBenches() {
    assertThat(execute("bench")).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
        .containsExactly("parse", "normalize", "intake");
  }

  @Test
  void parsePrintsFigureLimitAndRatioOfTextsThatDiffer() {
    JsonNode one = run("parse", "--size", "1", "--seconds", "1", "--threads", "2");
    complete(one);
    assertThat(one.path("further")).hasSize(2).allSatisfy(BenchCommandTest::measured);
    assertThat(one.path("further").path(1).path("threads").asInt()).isEqualTo(2);
    assertThat(one.path("input").path("messages").asInt()).isGreaterThan(5_000);
    JsonNode other = run("parse", "--size", "1", "--seconds", "1", "--seed", "2");
    assertThat(other.path("checksum")).isNotEqualTo(one.path("checksum"));
  }

  @Test
  void parseReadsAFileAndPutsSamplesIntoAnother() throws IOException {
    Path export = folder.resolve("WhatsApp Chat with Ann.txt");
    Files.writeString(
        export, "31/01/2024, 21:01 - Ann: one\n31/01/2024, 21:02 - Ben: two\nlines\n".repeat(50));
    Path samples = folder.resolve("samples.json");
    JsonNode shown =
        run(
            "parse",
            "--file",
            export.toString(),
            "--seconds",
            "1",
            "--samples",
            samples.toString());
    assertThat(shown.path("input").path("messages").asInt()).isEqualTo(100);
    assertThat(shown.has("samples")).isFalse();
    complete(RecordJson.mapper().readTree(Files.readAllBytes(samples)));
  }

  @Test
  void normalizePrintsFigureLimitAndRatio() {
    JsonNode report = run("normalize", "--size", "200", "--seconds", "1");
    complete(report);
    assertThat(report.path("input").path("bytesPerBody").asInt()).isBetween(900, 1_100);
  }

  @Test
  void intakeAnswersRealDeliveriesAndStatesItsOwnShare() {
    JsonNode report = run("intake", "--size", "8", "--seconds", "1");
    complete(report);
    JsonNode more = report.path("more");
    assertThat(more.path("loadGeneratorShareOfProcessor").asDouble()).isBetween(0.0, 1.0);
    assertThat(more.path("latencyAtHalfOfSaturation").path("answers").asInt()).isPositive();
    assertThat(more.path("latencyAtHalfOfSaturation").path("p99Millis").asDouble()).isPositive();
  }

  @Test
  void refusesNumbersThatMeasureNothing() {
    assertThat(execute("bench", "parse", "--seconds", "0")).isEqualTo(2);
    assertThat(execute("bench", "normalize", "--size", "0")).isEqualTo(2);
    assertThat(execute("bench", "intake", "--threads", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("above 0");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.json"), "");
    assertThat(execute("bench", "normalize", "--file", empty.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("holds no webhook body");
  }

  private static void complete(JsonNode report) {
    measured(report);
    assertThat(report.path("warmUp").asString("")).isNotEmpty();
    assertThat(report.path("checksum").asString("")).matches("[0-9a-f]+");
    JsonNode machine = report.path("machine");
    assertThat(machine.path("cores").asInt()).isPositive();
    assertThat(machine.path("heapMiB").asInt()).isPositive();
    assertThat(machine.path("processor").asString("")).isNotEmpty();
    assertThat(machine.path("jdk").asString("")).isNotEmpty();
  }

  private static void measured(JsonNode figure) {
    double median = figure.path("figure").asDouble();
    double limit = figure.path("limit").asDouble();
    assertThat(median).isPositive();
    assertThat(limit).isPositive();
    assertThat(figure.path("limitIs").asString("")).isNotEmpty();
    assertThat(figure.path("ratio").asDouble()).isCloseTo(median / limit, offset(0.001));
    List<Double> samples = new ArrayList<>();
    figure.path("samples").forEach(sample -> samples.add(sample.asDouble()));
    assertThat(samples).hasSizeGreaterThanOrEqualTo(3).contains(median);
    assertThat(figure.path("limitSamples")).hasSize(samples.size());
  }

  private JsonNode run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    out.getBuffer().setLength(0);
    assertThat(execute(all.toArray(String[]::new))).as(err.toString()).isZero();
    return RecordJson.mapper().readTree(out.toString());
  }

  private int execute(String... arguments) {
    CommandLine commands = CommandLines.of(List.of(BenchCommand.all(Clock.systemUTC())));
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }
}
