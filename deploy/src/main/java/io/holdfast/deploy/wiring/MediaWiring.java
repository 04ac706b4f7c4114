package io.holdfast.deploy.wiring;

import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.deploy.settings.Secret;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.ingest.media.GraphAccess;
import io.holdfast.ingest.media.MediaLimits;
import io.holdfast.ingest.media.MediaRole;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** Puts the role together that fetches files of messages. */
final class MediaWiring {
  private MediaWiring() {}

  static MediaRole role(Node.Start start, Sources sources) {
    OpenArchive archive = start.archive();
    Settings settings = start.settings();
    var random = new SecureRandom();
    Path folder = SealedTemporary.of(start.folder().resolve("incoming").resolve("media"));
    var access =
        new GraphAccess(
            URI.create(settings.require(Setting.WHATSAPP_GRAPH_URL)),
            settings.secret(Setting.WHATSAPP_ACCESS_TOKEN).map(Secret::reveal).orElse(null));
    Set<String> withoutStorage = Set.copyOf(settings.list(Setting.WHATSAPP_NO_STORAGE_NUMBERS));
    return new MediaRole(
        new MediaRole.Places(
            archive.ledger(),
            new BlobWriter(archive.store(), folder, random, start.clock()),
            sources.media()),
        access,
        MediaLimits.standard(),
        account ->
            withoutStorage.contains(account) ? MediaRole.LIFE_WITHOUT_STORAGE : MediaRole.LIFE,
        new MediaRole.Surroundings(
            start.clock(),
            new RecordIdentity(archive.keys().identity()),
            () -> id(random),
            random));
  }

  private static String id(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
