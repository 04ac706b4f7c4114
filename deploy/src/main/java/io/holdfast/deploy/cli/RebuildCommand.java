package io.holdfast.deploy.cli;

import io.holdfast.deploy.embedded.DataFolder;
import io.holdfast.deploy.embedded.Engine;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.wiring.Connections;
import io.holdfast.deploy.wiring.OpenArchive;
import io.holdfast.deploy.wiring.Rebuild;
import io.holdfast.deploy.wiring.StoreOpener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes search index and catalogue again from the ledger. */
@Command(
    name = "rebuild",
    description = "Drops the projections and makes them again from the ledger.")
public final class RebuildCommand implements Callable<Integer> {
  private final Clock clock;

  @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: data.")
  private Path data = Path.of("data");

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, instead of --data.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  /** The command. */
  public RebuildCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    int cycles = config == null ? embedded() : configured(config);
    out.printf("Rebuilt from %,d manifests.%n", cycles);
    out.flush();
    return 0;
  }

  private int embedded() throws Exception {
    Path root = data.toAbsolutePath().normalize();
    try (DataFolder folder = DataFolder.open(root, DataFolder.purposeOf(root), clock)) {
      LogFile.open(folder.logs());
      Settings settings =
          EmbeddedArchive.settings(Optional.empty(), Map.of(Setting.DATA, root.toString()));
      try (var engines =
          FolderCommands.engines(folder, EnumSet.of(Engine.SEARCH, Engine.CATALOGUE), clock)) {
        return rebuild(settings, Connections.embedded(engines.endpoints()));
      }
    }
  }

  private int configured(Path file) throws Exception {
    Settings settings = EmbeddedArchive.settings(Optional.of(file), Map.of());
    return rebuild(settings, Connections.of(settings));
  }

  private int rebuild(Settings settings, Connections connections) throws Exception {
    try (var store = StoreOpener.readOnly(settings, clock)) {
      OpenArchive archive = OpenArchive.open(store, StoreOpener.vault(settings, false));
      return Rebuild.run(archive, connections, clock);
    }
  }
}
