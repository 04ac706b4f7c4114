package io.holdfast.deploy;

import io.holdfast.deploy.cli.CommandLines;
import io.holdfast.deploy.cli.Console;
import io.holdfast.deploy.cli.Deployment;
import io.holdfast.deploy.cli.UpCommand;
import io.holdfast.deploy.embedded.Endpoints;
import java.time.Clock;
import java.util.ArrayList;
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
    var subcommands = new ArrayList<Object>();
    subcommands.add(new UpCommand(Main::enginesOnly, clock));
    subcommands.addAll(CommandLines.withoutEngines(Console.system(), System.getenv()));
    return CommandLines.of(subcommands);
  }

  /** The engines alone, for whoever wants to look at them. */
  private static AutoCloseable enginesOnly(Deployment deployment) {
    Endpoints endpoints = deployment.engines().endpoints();
    deployment
        .out()
        .printf(
            "Engines are up: Kafka %s, Elasticsearch %s, PostgreSQL %s. Ctrl-C stops them.%n",
            endpoints.bootstrapServers(), endpoints.searchUrl(), endpoints.jdbcUrl());
    deployment.out().flush();
    return () -> {};
  }
}
