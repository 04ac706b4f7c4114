package io.holdfast.deploy.cli;

import io.holdfast.archive.record.RecordJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Runs commands in this process, with streams of its own. */
final class CommandRun {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private byte[] input = new byte[0];
  private boolean terminal;
  private Map<String, String> environment = Map.of();

  CommandRun reading(byte[] bytes) {
    input = bytes;
    return this;
  }

  CommandRun onTerminal() {
    terminal = true;
    return this;
  }

  CommandRun with(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  int execute(String... arguments) {
    return executeInto(out, arguments);
  }

  int executeInto(OutputStream target, String... arguments) {
    var console = new Console(new ByteArrayInputStream(input), target, terminal);
    CommandLine commands =
        CommandLines.of(
            List.of(
                new ParseCommand(console),
                new NormalizeCommand(console),
                new ImportCommand(console, environment, Duration.ofMillis(5)),
                new SearchCommand(console, environment)));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }

  byte[] outBytes() {
    return out.toByteArray();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString();
  }

  List<JsonNode> json() {
    return out().lines().map(RecordJson.mapper()::readTree).toList();
  }
}
