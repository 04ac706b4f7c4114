package io.holdfast.deploy.cli;

import java.util.List;
import picocli.CommandLine;

/** Puts the commands together. */
public final class CommandLines {
  private CommandLines() {}

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
