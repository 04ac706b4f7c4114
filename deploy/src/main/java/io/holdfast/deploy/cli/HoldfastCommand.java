package io.holdfast.deploy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The launcher itself; what it does is in its subcommands. */
@Command(
    name = "holdfast",
    description = "Captures, keeps, finds, holds and destroys a firm's WhatsApp traffic.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    scope = ScopeType.INHERIT)
public final class HoldfastCommand {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows stack traces of failures.")
  private boolean verbose;

  /** Whether failures show their stack traces. */
  boolean verbose() {
    return verbose;
  }
}
