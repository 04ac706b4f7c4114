package io.holdfast.deploy.bench;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.TopicLayout;
import io.holdfast.deploy.embedded.DataFolder;
import io.holdfast.deploy.embedded.Endpoints;
import io.holdfast.deploy.embedded.Engine;
import io.holdfast.deploy.embedded.EngineHost;
import io.holdfast.deploy.embedded.Ports;
import io.holdfast.deploy.embedded.Progress;
import io.holdfast.deploy.embedded.Purpose;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.settings.Sources;
import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.deploy.wiring.IntakeServer;
import io.holdfast.deploy.wiring.OpenArchive;
import io.holdfast.deploy.wiring.StoreOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What takes deliveries in, on a fresh folder that goes away with it: the desk's web server with
 * its real door, the embedded spool with its real settings, a real archive's keys. Nothing seals
 * into the store meanwhile.
 */
final class IntakeNode implements AutoCloseable {
  static final String SECRET = "bench-app-secret";

  private static final int ATTEMPTS = 20;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Path root;
  private final Clock clock;
  private final InetSocketAddress address;

  private IntakeNode(Clock clock) throws IOException {
    this.clock = clock;
    root = Files.createTempDirectory("holdfast-bench-");
    started.push(() -> deleteTree(root));
    address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.loopback(0, Ports.NO_ENGINE));
  }

  static IntakeNode start(Clock clock) throws Exception {
    var node = new IntakeNode(clock);
    try {
      node.open();
      return node;
    } catch (Exception e) {
      node.close();
      throw e;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  private void open() throws Exception {
    Settings settings =
        Settings.read(
            new Sources(
                Optional.empty(),
                Map.of(),
                Map.of(
                    Setting.PORT,
                    Integer.toString(address.getPort()),
                    Setting.DATA,
                    root.toString(),
                    Setting.STORE_URI,
                    "file:" + root.resolve("store"),
                    Setting.KEYS_URI,
                    "file:" + root.resolve("vault.key"),
                    Setting.WHATSAPP_APP_SECRETS,
                    SECRET)));
    DataFolder folder = push(DataFolder.open(root, Purpose.DEMO, clock));
    push(
        EngineHost.start(
            folder,
            EnumSet.of(Engine.SPOOL, Engine.CATALOGUE),
            new EngineHost.Surroundings(
                Path.of(System.getProperty("holdfast.engines", root.toString())),
                Progress.silent(),
                clock)));
    push(
        IntakeServer.start(
            new IntakeServer.Start(
                settings,
                SpoolSettings.of(Endpoints.spoolOf(root), TopicLayout.embedded()),
                push(archive(settings)),
                credentials(),
                clock),
            LimitEndpoint.class));
  }

  private OpenArchive archive(Settings settings) throws IntegrityException {
    var store = StoreOpener.store(settings, clock);
    return OpenArchive.openOrFound(
            store, StoreOpener.vault(settings, true), root.resolve("recovery.key"), false, clock)
        .archive();
  }

  private Credentials credentials() {
    var catalogue = Endpoints.catalogueOf(root);
    var source =
        new DriverManagerDataSource(
            catalogue.jdbcUrl(),
            catalogue.credentials().user(),
            catalogue.credentials().password().reveal());
    return Credentials.open(source, root.resolve("operational.json"), clock, new SecureRandom());
  }

  private <T extends AutoCloseable> T push(T part) {
    started.push(part);
    return part;
  }

  /** A broker that stops late may still write for a moment. */
  private static void deleteTree(Path root) throws IOException {
    for (int left = ATTEMPTS; ; left--) {
      try {
        deleteOnce(root);
        return;
      } catch (IOException | UncheckedIOException e) {
        if (left == 1) {
          throw e;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private static void deleteOnce(Path root) throws IOException {
    List<Path> deepestFirst;
    try (var paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    IOException trouble = null;
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        trouble = new IOException("a part of the bench did not stop: " + part, e);
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }
}
