package io.holdfast.deploy.wiring;

import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.spool.EdgeIdentity;
import io.holdfast.archive.spool.KafkaSpool;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.SpoolTopic;
import io.holdfast.archive.spool.SpoolTopics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The spool as each role writes into it. Thread-safe. */
final class Sources implements AutoCloseable {
  private final Map<Topic, SpoolTopic> topics;
  private final Ledger ledger;
  private final KafkaSpool intake;
  private final KafkaSpool media;
  private final KafkaSpool desk;
  private final KafkaSpool clock;
  private final KafkaSpool enforcer;

  Sources(SpoolSettings settings, OpenArchive archive, Clock time) {
    this.topics = new SpoolTopics(settings).ensure();
    this.ledger = archive.ledger();
    this.intake = spool(settings, archive.keys(), "intake", time);
    this.media = spool(settings, archive.keys(), "media", time);
    this.desk = spool(settings, archive.keys(), "desk", time);
    this.clock = spool(settings, archive.keys(), "clock", time);
    this.enforcer = spool(settings, archive.keys(), "enforcer", time);
  }

  private static KafkaSpool spool(
      SpoolSettings settings, ArchiveKeys keys, String role, Clock time) {
    SigningKey key =
        Objects.requireNonNull(keys.roles().get(role), "the archive has no key of " + role);
    return new KafkaSpool(
        settings,
        new EdgeIdentity(role, key, HpkeSealer.to(keys.spool().publicKey()), keys.partition()),
        time);
  }

  KafkaSpool intake() {
    return intake;
  }

  KafkaSpool media() {
    return media;
  }

  KafkaSpool desk() {
    return desk;
  }

  KafkaSpool clock() {
    return clock;
  }

  KafkaSpool enforcer() {
    return enforcer;
  }

  /** Whether a capture that the spool has acknowledged is sealed: asked of the ledger. */
  boolean sealed(Receipt receipt) {
    StreamId stream = stream(receipt);
    return Integrity.unchecked(() -> ledger.head(stream))
        .map(head -> head.manifest().offsets().to() > receipt.offset())
        .orElse(false);
  }

  /** The stream in which an acknowledged capture is sealed. */
  StreamId stream(Receipt receipt) {
    SpoolTopic topic = Objects.requireNonNull(topics.get(receipt.topic()));
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(topic.id()));
    return new StreamId(
        receipt.topic(), receipt.partition(), new UUID(bytes.getLong(), bytes.getLong()));
  }

  @Override
  public void close() {
    intake.close();
    media.close();
    desk.close();
    clock.close();
    enforcer.close();
  }
}
