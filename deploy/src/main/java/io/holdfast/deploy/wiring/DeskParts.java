package io.holdfast.deploy.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.seal.Archiver;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.ingest.media.MediaRole;
import io.holdfast.ingest.webhook.WebhookSignature;
import io.holdfast.retention.disposal.Enforcer;
import io.holdfast.search.index.SearchEngine;

/** The running parts of a node that the desk is made of. */
record DeskParts(
    Node.Start start,
    HikariDataSource database,
    Sources sources,
    Keeping keeping,
    Enforcer enforcer) {
  /** What the desk reads from. */
  record Reading(
      Shadow shadow, SearchEngine engine, Archiver archiver, SealingWatch watch, MediaRole media) {}

  /** The app secrets that sign webhooks. */
  static WebhookSignature signature(Settings settings) {
    return new WebhookSignature(
        settings.secrets(Setting.WHATSAPP_APP_SECRETS).stream()
            .map(secret -> Bytes.utf8(secret.reveal()))
            .toList());
  }
}
