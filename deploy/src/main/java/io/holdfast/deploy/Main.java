package io.holdfast.deploy;

import io.holdfast.deploy.cli.AccountCommand;
import io.holdfast.deploy.cli.BenchCommand;
import io.holdfast.deploy.cli.CommandLines;
import io.holdfast.deploy.cli.Console;
import io.holdfast.deploy.cli.DemoCommand;
import io.holdfast.deploy.cli.RebuildCommand;
import io.holdfast.deploy.cli.RunCommand;
import io.holdfast.deploy.cli.TokenCommand;
import io.holdfast.deploy.cli.UpCommand;
import io.holdfast.deploy.cli.VerifyCommand;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // our own logback.xml stays in force when Spring starts
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.exit(commands(Clock.systemUTC()).execute(arguments));
  }

  static CommandLine commands(Clock clock) {
    var subcommands =
        new ArrayList<Object>(CommandLines.withoutEngines(Console.system(), System.getenv()));
    subcommands.addAll(
        List.of(
            new UpCommand(clock),
            new DemoCommand(clock),
            new RunCommand(clock),
            new CommandLine(new TokenCommand()).addSubcommand(new TokenCommand.Create(clock)),
            new CommandLine(new AccountCommand()).addSubcommand(new AccountCommand.Create(clock)),
            new VerifyCommand(clock),
            new RebuildCommand(clock),
            BenchCommand.all(clock)));
    return CommandLines.of(subcommands);
  }
}
