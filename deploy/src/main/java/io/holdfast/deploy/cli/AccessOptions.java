package io.holdfast.deploy.cli;

import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.settings.Sources;
import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.deploy.web.security.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that commands about accounts and tokens share. */
final class AccessOptions {
  @Option(
      names = "--role",
      paramLabel = "R",
      required = true,
      split = ",",
      description =
          "administrator, reviewer, supervisor, legal, records-officer or auditor; several with"
              + " commas.")
  private List<String> roles = List.of();

  @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: data.")
  private Path data = Path.of("data");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings of a deployment with engines of its own, instead of --data.")
  private @Nullable Path config;

  Set<Role> roles() {
    var set = EnumSet.noneOf(Role.class);
    roles.forEach(role -> set.add(Role.of(role.strip())));
    return set;
  }

  <T> T withCredentials(Clock clock, Function<Credentials, T> work) {
    if (config == null) {
      return FolderCommands.withCredentials(data, clock, work);
    }
    Settings settings = Settings.read(new Sources(Optional.of(config), System.getenv(), Map.of()));
    return FolderCommands.withCredentials(settings, work);
  }
}
