package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.seal.TestArchive;
import io.holdfast.archive.segment.SealedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reaches the broker can put bytes there; they are kept, and never believed. */
class ForgedCapturesTest {
  @TempDir Path folder;

  @Test
  void bytesThatNoSourceSealedAreKeptAsTheyCame() throws IntegrityException {
    var junk = List.of("", "not sealed", "HFSC\u0001", "HFSC\u0009 of tomorrow");
    try (var archive = TestArchive.in(folder).start()) {
      archive.webhook("a", "before");
      for (String bytes : junk) {
        TestSpool.produce(archive.settings(), Topic.CAPTURES, 0, Bytes.utf8(bytes));
      }
      archive.awaitSealed(archive.webhook("a", "after"));
      var records = archive.records(Topic.CAPTURES).stream().map(SealedRecord::record).toList();
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.UNRECOGNISED)
          .extracting(record -> record.raw() == null ? "" : record.raw().toUtf8())
          .containsExactlyElementsOf(junk);
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.MESSAGE)
          .extracting(CanonicalRecord::raw)
          .containsExactly(Bytes.utf8("before"), Bytes.utf8("after"));
      archive.verify();
    }
  }

  @Test
  void aForgedControlEntryNeverBecomesOne() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      String release = "{\"type\":\"segment-destroyed\",\"data\":{\"segment\":\"s\"}}";
      var forger =
          new EdgeIdentity(
              "enforcer",
              SigningKey.generate(),
              HpkeSealer.to(archive.keys().spool().publicKey()),
              archive.keys().partition());
      try (var spool = new KafkaSpool(archive.settings(), forger, archive.clock())) {
        spool.append(Topic.CONTROL, archive.capture(CaptureType.CONTROL, "", release));
      }
      // a true entry of another topic, copied byte by byte
      archive.webhook("a", release);
      copyFirst(archive, Topic.CAPTURES, Topic.CONTROL);
      archive.awaitSealed(archive.control("{\"type\":\"note\"}"));
      var records = archive.records(Topic.CONTROL).stream().map(SealedRecord::record).toList();
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.CONTROL)
          .extracting(CanonicalRecord::content)
          .extracting(content -> content instanceof Content.Entry entry ? entry.type() : "")
          .containsExactly("note");
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.UNRECOGNISED)
          .extracting(
              record -> record.content() instanceof Content.Unrecognised u ? u.reason() : "")
          .containsExactly("forged-session", "role-not-allowed");
      assertThat(archive.ledger().destroyed().isDestroyed("s")).isFalse();
      archive.verify();
    }
  }

  @Test
  void aTrueKeyCannotSayWhatIsNotItsRolesToSay() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      String destroyed = "{\"type\":\"segment-destroyed\",\"data\":{\"segment\":\"%s\"}}";
      archive
          .spool("desk")
          .append(
              Topic.CONTROL, archive.capture(CaptureType.CONTROL, "", destroyed.formatted("s")));
      archive.awaitSealed(archive.control(destroyed.formatted("t")));

      var records = archive.records(Topic.CONTROL).stream().map(SealedRecord::record).toList();
      assertThat(records)
          .extracting(CanonicalRecord::kind)
          .containsExactly(RecordKind.UNRECOGNISED, RecordKind.CONTROL);
      assertThat(records.getFirst().content())
          .isInstanceOfSatisfying(
              Content.Unrecognised.class,
              kept -> assertThat(kept.reason()).isEqualTo("role-not-allowed"));
      await().until(() -> archive.ledger().destroyed().isDestroyed("t"));
      assertThat(archive.ledger().destroyed().isDestroyed("s")).isFalse();
    }
  }

  private static void copyFirst(TestArchive archive, Topic from, Topic to) {
    SpoolSettings settings = archive.settings();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(ClientConfig.consumer(settings))) {
      var at = new TopicPartition(settings.layout().nameOf(from), 0);
      consumer.assign(List.of(at));
      consumer.seek(at, 0);
      await()
          .pollInSameThread()
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  TestSpool.produce(settings, to, 0, Bytes.wrap(record.value()));
                  return true;
                }
                return false;
              });
    }
  }
}
