package io.holdfast.deploy.cli;

import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.settings.Sources;
import io.holdfast.deploy.wiring.OpenArchive;
import io.holdfast.deploy.wiring.OpenArchive.Opened;
import io.holdfast.deploy.wiring.StoreOpener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where the embedded default keeps its archive: store and key file inside the data folder. */
final class EmbeddedArchive {
  private EmbeddedArchive() {}

  /** Settings in which store and keys are those of the data folder, unless others are given. */
  static Settings settings(Optional<Path> config, Map<Setting, String> options) {
    Settings given = Settings.read(new Sources(config, System.getenv(), options));
    Path root = given.folder(Setting.DATA).toAbsolutePath().normalize();
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(options);
    if (!given.has(Setting.STORE_URI)) {
      all.put(Setting.STORE_URI, "file:" + root.resolve("store"));
    }
    if (!given.has(Setting.KEYS_URI)) {
      all.put(Setting.KEYS_URI, "file:" + root.resolve("vault.key"));
    }
    return Settings.read(new Sources(config, System.getenv(), all));
  }

  /** Opens the folder's archive, founding it where there is none. */
  static Opened openOrFound(Settings settings, Path root, boolean rehearsal, Clock clock)
      throws Exception {
    var store = StoreOpener.store(settings, clock);
    try {
      store.probe();
      var vault = StoreOpener.vault(settings, true);
      return OpenArchive.openOrFound(store, vault, root.resolve("recovery.key"), rehearsal, clock);
    } catch (Exception e) {
      store.close();
      throw e;
    }
  }
}
