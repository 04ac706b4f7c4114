package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.keys.KeyVault;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.file.FileWormStore;
import io.holdfast.archive.store.s3.S3Credentials;
import io.holdfast.archive.store.s3.S3Dialect;
import io.holdfast.archive.store.s3.S3Place;
import io.holdfast.archive.store.s3.S3Settings;
import io.holdfast.archive.store.s3.S3WormStore;
import io.holdfast.deploy.settings.Secret;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Opens stores and key vaults by their addresses. */
public final class StoreOpener {
  private StoreOpener() {}

  /** The store of {@code store.uri}. */
  public static WormStore store(Settings settings, InstantSource clock) {
    URI uri = URI.create(settings.require(Setting.STORE_URI));
    return switch (String.valueOf(uri.getScheme())) {
      case "file" -> new FileWormStore(path(uri), clock);
      case "s3" -> new S3WormStore(s3(settings, uri), clock);
      default -> throw unknown(Setting.STORE_URI, uri, "file:… or s3://bucket/prefix");
    };
  }

  /** The store of {@code store.uri}, only to read, also while another process has it open. */
  public static WormStore readOnly(Settings settings, InstantSource clock) {
    URI uri = URI.create(settings.require(Setting.STORE_URI));
    return "file".equals(uri.getScheme())
        ? FileWormStore.openReadOnly(path(uri), clock)
        : store(settings, clock);
  }

  private static S3Settings s3(Settings settings, URI uri) {
    Optional<URI> endpoint = settings.uri(Setting.STORE_ENDPOINT);
    Optional<Secret> key = settings.secret(Setting.STORE_ACCESS_KEY);
    Optional<Secret> secret = settings.secret(Setting.STORE_SECRET_KEY);
    Optional<S3Credentials> credentials =
        key.flatMap(k -> secret.map(s -> new S3Credentials(k.reveal(), s.reveal())));
    S3Dialect dialect = endpoint.isPresent() ? S3Dialect.ceph() : S3Dialect.aws();
    return new S3Settings(
        S3Place.parse(uri, settings.require(Setting.STORE_REGION)), endpoint, credentials, dialect);
  }

  /**
   * The key vault of {@code keys.uri}; a key file is made where there is none and {@code create}
   * allows it.
   */
  public static KeyVault vault(Settings settings, boolean create) {
    URI uri = URI.create(settings.require(Setting.KEYS_URI));
    if (!"file".equals(uri.getScheme())) {
      throw unknown(Setting.KEYS_URI, uri, "file:…");
    }
    Path file = path(uri);
    var random = new SecureRandom();
    return create && !Files.exists(file)
        ? LocalKeyVault.create(file, random)
        : LocalKeyVault.open(file, random);
  }

  private static Path path(URI uri) {
    return Path.of(uri.getSchemeSpecificPart());
  }

  private static ArchiveException unknown(Setting setting, URI uri, String allowed) {
    return new ArchiveException(
        Category.MISCONFIGURED,
        "The setting " + setting.key() + " is " + uri + ", and must be " + allowed + ".");
  }
}
