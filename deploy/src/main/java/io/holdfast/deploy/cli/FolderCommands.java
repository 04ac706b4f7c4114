package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.deploy.embedded.DataFolder;
import io.holdfast.deploy.embedded.Endpoints;
import io.holdfast.deploy.embedded.Engine;
import io.holdfast.deploy.embedded.EngineHost;
import io.holdfast.deploy.embedded.Progress;
import io.holdfast.deploy.embedded.Purpose;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.deploy.wiring.Connections;
import io.holdfast.deploy.wiring.Connections.Database;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.function.Function;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What commands beside {@code up} do with a data folder, whether it is running or not. */
final class FolderCommands {
  private FolderCommands() {}

  /**
   * Works on the accounts of a folder: those of the running deployment, or of a catalogue started
   * for it.
   */
  static <T> T withCredentials(Path data, Clock clock, Function<Credentials, T> work) {
    Path root = data.toAbsolutePath().normalize();
    try {
      Database running = Connections.embedded(Endpoints.of(root)).database();
      if (answers(running)) {
        return work.apply(open(running, root));
      }
    } catch (ArchiveException e) {
      if (e.category() != ArchiveException.Category.NOT_FOUND) {
        throw e;
      }
    }
    Purpose purpose = DataFolder.purposeOf(root);
    try (DataFolder folder = DataFolder.open(root, purpose, clock);
        EngineHost engines = engines(folder, EnumSet.of(Engine.CATALOGUE), clock)) {
      return work.apply(open(Connections.embedded(engines.endpoints()).database(), root));
    }
  }

  static EngineHost engines(DataFolder folder, EnumSet<Engine> wanted, Clock clock) {
    return EngineHost.start(
        folder,
        wanted,
        new EngineHost.Surroundings(EmbeddedDeployment.enginesFolder(), Progress.silent(), clock));
  }

  /** The accounts of a deployment with engines of its own. */
  static <T> T withCredentials(Settings settings, Function<Credentials, T> work) {
    Path folder = settings.folder(Setting.DATA).toAbsolutePath().normalize();
    return work.apply(open(Connections.of(settings).database(), folder));
  }

  private static Credentials open(Database database, Path root) {
    var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
    return Credentials.open(
        source, root.resolve("operational.json"), Clock.systemUTC(), new SecureRandom());
  }

  private static boolean answers(Database database) {
    try (Connection connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }
}
