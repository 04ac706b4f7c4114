package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.wiring.Connections;
import io.holdfast.deploy.wiring.Node;
import io.holdfast.deploy.wiring.OpenArchive;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A node of a deployment whose engines are the operator's own. */
@Command(name = "run", description = "Starts a node on engines of your own.")
public final class RunCommand implements Callable<Integer> {
  private static final List<String> ALL =
      List.of("intake", "media", "archiver", "enforcer", "projector", "desk", "clock");

  private final Clock clock;

  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Settings, YAML.")
  private @Nullable Path config;

  @Option(
      names = "--roles",
      paramLabel = "a,b",
      description = "What this process does; at the moment all of them or nothing.")
  private @Nullable String roles;

  @Spec private @Nullable CommandSpec spec;

  /** The command. */
  public RunCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    if (roles != null) {
      options.put(Setting.ROLES, roles);
    }
    Settings settings = EmbeddedArchive.settings(Optional.ofNullable(config), options);
    requireAllRoles(settings.list(Setting.ROLES));
    Path folder = settings.folder(Setting.DATA).toAbsolutePath().normalize();
    Files.createDirectories(folder);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    LibraryLogs.joinOurs();
    Shutdown shutdown = new Shutdown();
    try {
      OpenArchive archive = EmbeddedArchive.openOrFound(settings, folder, false, clock).archive();
      shutdown.add(archive);
      shutdown.node(
          Node.start(new Node.Start(settings, Connections.of(settings), archive, clock, folder)));
      out.printf(
          "Holdfast is up at http://%s:%d%n",
          settings.require(Setting.ADDRESS), settings.number(Setting.PORT));
      out.flush();
      new CountDownLatch(1).await();
      return 0;
    } finally {
      shutdown.close();
    }
  }

  private static void requireAllRoles(List<String> wanted) {
    List<String> unknown = wanted.stream().filter(role -> !ALL.contains(role)).toList();
    if (!unknown.isEmpty()) {
      throw new ArchiveException(
          Category.INVALID,
          "There is no role " + unknown.getFirst() + "; the roles are " + ALL + ".");
    }
    if (!wanted.containsAll(ALL)) {
      throw new ArchiveException(
          Category.INVALID,
          "This release runs all roles in one process; roles apart are not offered yet.");
    }
  }
}
