package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.embedded.DataFolder;
import io.holdfast.deploy.embedded.Engine;
import io.holdfast.deploy.embedded.EngineHost;
import io.holdfast.deploy.embedded.Ports;
import io.holdfast.deploy.embedded.Purpose;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.settings.Sources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Everything on this machine: the embedded engines and the application on top of them, until
 * Ctrl-C.
 */
@Command(
    name = "up",
    description = "Starts everything on this machine; what it keeps survives restarts.")
public final class UpCommand implements Callable<Integer> {
  private final Application application;
  private final Clock clock;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder in which all is kept.")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "N", description = "Port of the web pages.")
  private @Nullable Integer port;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, in YAML.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  /** The command, with what it runs on top of the engines. */
  public UpCommand(Application application, Clock clock) {
    this.application = application;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings =
        Settings.read(new Sources(Optional.ofNullable(config), System.getenv(), options()));
    Ports.requireFree(settings.require(Setting.ADDRESS), settings.number(Setting.PORT));
    Shutdown shutdown = new Shutdown();
    try {
      run(settings, shutdown);
      return 0;
    } finally {
      shutdown.close();
    }
  }

  private void run(Settings settings, Shutdown shutdown) throws Exception {
    PrintWriter out = out();
    DataFolder folder = DataFolder.open(settings.folder(Setting.DATA), Purpose.ARCHIVE, clock);
    shutdown.add(folder);
    LogFile.open(folder.logs());
    out.printf("Data folder: %s%n", folder.root());
    out.flush();
    EngineHost engines =
        EngineHost.start(
            folder,
            EnumSet.allOf(Engine.class),
            new EngineHost.Surroundings(enginesFolder(), new ConsoleProgress(out), clock));
    shutdown.engines(engines);
    shutdown.add(application.start(new Deployment(settings, folder, engines, out)));
    new CountDownLatch(1).await();
  }

  private Map<Setting, String> options() {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    if (data != null) {
      options.put(Setting.DATA, data.toString());
    }
    if (port != null) {
      options.put(Setting.PORT, port.toString());
    }
    return options;
  }

  private static Path enginesFolder() {
    String folder = System.getProperty("holdfast.engines");
    if (folder == null) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "The property holdfast.engines is not set: start through deploy/bin/holdfast.");
    }
    return Path.of(folder);
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("not called through picocli");
    }
    return spec.commandLine().getOut();
  }
}
