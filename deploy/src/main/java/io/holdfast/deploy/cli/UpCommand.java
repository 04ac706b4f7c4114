package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.embedded.Purpose;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
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
 * Everything on this machine: the embedded engines and the archive on top of them, until Ctrl-C.
 */
@Command(
    name = "up",
    description = "Starts everything on this machine; what it keeps survives restarts.")
public final class UpCommand implements Callable<Integer> {
  private final Clock clock;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder in which all is kept.")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "N", description = "Port of the web pages.")
  private @Nullable Integer port;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, in YAML.")
  private @Nullable Path config;

  @Option(
      names = "--rehearsal",
      description = "An archive that is not evidence, so that its clock may be moved.")
  private boolean rehearsal;

  @Option(
      names = "--clock-offset",
      paramLabel = "P10Y",
      description = "How far a rehearsal's clock runs ahead.")
  private @Nullable String clockOffset;

  @Spec private @Nullable CommandSpec spec;

  /** The command. */
  public UpCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (clockOffset != null && !rehearsal) {
      throw new ArchiveException(
          Category.INVALID,
          "--clock-offset works only with --rehearsal, in a folder made for it: evidence has one"
              + " clock.");
    }
    Settings settings = EmbeddedArchive.settings(Optional.ofNullable(config), options());
    Clock archiveClock = clockOffset == null ? clock : Clocks.ahead(clock, clockOffset);
    Purpose purpose = rehearsal ? Purpose.REHEARSAL : Purpose.ARCHIVE;
    PrintWriter out = out();
    try (var running =
        EmbeddedDeployment.start(
            settings, purpose, new EmbeddedDeployment.Clocks(clock, archiveClock), out)) {
      running.announce();
      new CountDownLatch(1).await();
    }
    return 0;
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

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("not called through picocli");
    }
    return spec.commandLine().getOut();
  }
}
