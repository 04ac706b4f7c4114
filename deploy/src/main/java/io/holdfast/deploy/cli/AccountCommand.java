package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** People who sign in. */
@Command(name = "account", description = "People who sign in with a password.")
public final class AccountCommand {
  /** Makes an account and prints its password once. */
  @Command(name = "create", description = "Makes an account and prints its password once.")
  public static final class Create implements Callable<Integer> {
    private final Clock clock;

    @Mixin private final AccessOptions access = new AccessOptions();

    @Parameters(paramLabel = "NAME", description = "Small letters, digits and . _ @ -")
    private String name = "";

    @Spec private @Nullable CommandSpec spec;

    /** The command. */
    public Create(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() {
      Optional<String> password =
          access.withCredentials(
              clock, credentials -> credentials.accounts().createIfNone(name, access.roles()));
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println(
          password.orElseThrow(
              () ->
                  new ArchiveException(
                      Category.CONFLICT, "There is already an account " + name + ".")));
      out.flush();
      return 0;
    }
  }
}
