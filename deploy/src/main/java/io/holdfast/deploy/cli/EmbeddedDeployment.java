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
import io.holdfast.deploy.web.security.Role;
import io.holdfast.deploy.wiring.Connections;
import io.holdfast.deploy.wiring.Node;
import io.holdfast.deploy.wiring.OpenArchive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;

/** A data folder whose engines and node are up. Closing it stops all of it, newest first. */
final class EmbeddedDeployment implements AutoCloseable {
  private final Settings settings;
  private final PrintWriter out;
  private final Shutdown shutdown;
  private final Node node;

  /** The machine's clock, and the archive's, which a rehearsal may move. */
  record Clocks(Clock machine, Clock archive) {}

  private EmbeddedDeployment(Settings settings, PrintWriter out, Shutdown shutdown, Node node) {
    this.settings = settings;
    this.out = out;
    this.shutdown = shutdown;
    this.node = node;
  }

  static EmbeddedDeployment start(
      Settings settings, Purpose purpose, Clocks clocks, PrintWriter out) throws Exception {
    Ports.requireFree(settings.require(Setting.ADDRESS), settings.number(Setting.PORT));
    Shutdown shutdown = new Shutdown();
    try {
      DataFolder folder = DataFolder.open(settings.folder(Setting.DATA), purpose, clocks.machine());
      shutdown.add(folder);
      LogFile.open(folder.logs());
      out.printf("Data folder: %s%n", folder.root());
      out.flush();
      EngineHost engines =
          EngineHost.start(
              folder,
              EnumSet.allOf(Engine.class),
              new EngineHost.Surroundings(
                  enginesFolder(), new ConsoleProgress(out), clocks.machine()));
      shutdown.engines(engines);
      OpenArchive archive = archive(settings, folder, purpose, clocks.archive(), out);
      shutdown.add(archive);
      Node node =
          Node.start(
              new Node.Start(
                  settings,
                  Connections.embedded(engines.endpoints()),
                  archive,
                  clocks.archive(),
                  folder.root()));
      shutdown.node(node);
      return new EmbeddedDeployment(settings, out, shutdown, node);
    } catch (Exception e) {
      shutdown.close();
      throw e;
    }
  }

  private static OpenArchive archive(
      Settings settings, DataFolder folder, Purpose purpose, Clock clock, PrintWriter out)
      throws Exception {
    OpenArchive.Opened opened =
        EmbeddedArchive.openOrFound(settings, folder.root(), purpose == Purpose.REHEARSAL, clock);
    opened
        .recoveryKey()
        .ifPresent(
            file ->
                out.printf(
                    "A new archive was founded. Move its recovery key %s to a safe place"
                        + " offline.%n",
                    file));
    return opened.archive();
  }

  static Path enginesFolder() {
    String folder = System.getProperty("holdfast.engines");
    if (folder == null) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "The property holdfast.engines is not set: start through deploy/bin/holdfast.");
    }
    return Path.of(folder);
  }

  Node node() {
    return node;
  }

  String address() {
    return "http://" + settings.require(Setting.ADDRESS) + ":" + settings.number(Setting.PORT);
  }

  /** Says where to look and, the first time, how to sign in. */
  void announce() {
    Optional<String> password =
        node.credentials().accounts().createIfNone("admin", EnumSet.of(Role.ADMINISTRATOR));
    password.ifPresent(
        shown ->
            out.printf(
                "First account: admin, password %s (shown once). Others: holdfast account create%n",
                shown));
    out.printf("Holdfast is up at %s  (Ctrl-C stops it)%n", address());
    if (settings.secrets(Setting.WHATSAPP_APP_SECRETS).isEmpty()) {
      out.printf(
          "No webhook is accepted yet: set %s to the app secret.%n",
          Setting.WHATSAPP_APP_SECRETS.variable());
    }
    out.flush();
  }

  @Override
  public void close() {
    shutdown.close();
  }
}
