package io.holdfast.deploy.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Puts the commands together. */
public final class CommandLines {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private CommandLines() {}

  /** The commands that need no engines: readers of files, and callers of a server. */
  public static List<Object> withoutEngines(Console console, Map<String, String> environment) {
    return List.of(
        new ParseCommand(console),
        new NormalizeCommand(console),
        new ImportCommand(console, environment, BETWEEN_LOOKS),
        new SearchCommand(console, environment));
  }

  /** The launcher with these subcommands, each annotated with picocli's `@Command`. */
  public static CommandLine of(List<Object> subcommands) {
    HoldfastCommand root = new HoldfastCommand();
    CommandLine command = new CommandLine(root);
    subcommands.forEach(command::addSubcommand);
    Failures failures = new Failures(root);
    command.setParameterExceptionHandler(failures);
    command.setExecutionExceptionHandler(failures);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    return command;
  }
}
