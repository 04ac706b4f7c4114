package io.holdfast.deploy.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** API tokens. */
@Command(
    name = "token",
    description = "API tokens.",
    subcommands = {})
public final class TokenCommand {
  /** Makes a token and prints it once. */
  @Command(name = "create", description = "Makes an API token and prints it once.")
  public static final class Create implements Callable<Integer> {
    private final Clock clock;

    @Mixin private final AccessOptions access = new AccessOptions();

    @Option(
        names = "--person",
        paramLabel = "P",
        defaultValue = "api",
        description = "Whose acts its acts are; default: ${DEFAULT-VALUE}.")
    private String person = "api";

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "90",
        description = "When it ends; default: ${DEFAULT-VALUE} days.")
    private int days = 90;

    @Spec private @Nullable CommandSpec spec;

    /** The command. */
    public Create(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() {
      String token =
          access.withCredentials(
              clock,
              credentials ->
                  credentials.tokens().create(person, access.roles(), Duration.ofDays(days)));
      var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      out.println(token);
      out.flush();
      return 0;
    }
  }
}
