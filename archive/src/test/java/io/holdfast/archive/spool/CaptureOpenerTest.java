package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptureOpenerTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private final TestEdges edges = new TestEdges();
  private final CaptureOpener opener = edges.opener();
  private final Capture webhook = TestEdges.webhook("c1", "15550001", "{\"a\":1}");

  private static Bytes seal(
      EdgeIdentity identity, Topic topic, Capture capture, @Nullable Bytes signature) {
    var session = EdgeSession.open(identity, new SecureRandom(), NOW);
    byte[] plaintext = CaptureCodec.encode(new CaptureEntry(capture, signature, List.of()));
    return Bytes.wrap(session.seal(topic, topic.topicName(), new Envelope.Place(2, 7), plaintext));
  }

  private Opening open(Topic topic, Bytes sealed) {
    return opener.open(topic, topic.topicName(), 2, sealed);
  }

  private static Unreadable.Reason reason(Opening opening) {
    assertThat(opening).isInstanceOf(Unreadable.class);
    return ((Unreadable) opening).reason();
  }

  @Test
  void opensWhatATrustedSourceSealed() {
    var opened =
        (Opened)
            open(Topic.CAPTURES, seal(edges.identity("intake"), Topic.CAPTURES, webhook, null));
    assertThat(opened.capture()).isEqualTo(webhook);
    assertThat(opened.counter()).isEqualTo(7);
    assertThat(opened.session().role()).isEqualTo("intake");
    assertThat(opened.session().started()).isEqualTo(NOW);
  }

  @Test
  void anyAlteredByteIsNoticed() {
    byte[] sealed = seal(edges.identity("intake"), Topic.CAPTURES, webhook, null).toArray();
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 4;
      assertThat(open(Topic.CAPTURES, Bytes.wrap(altered)))
          .as("byte %d", i)
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void anyCutIsNoticed() {
    byte[] sealed = seal(edges.identity("intake"), Topic.CAPTURES, webhook, null).toArray();
    for (int length = 0; length < sealed.length; length++) {
      assertThat(open(Topic.CAPTURES, Bytes.of(sealed, 0, length))).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void aCaptureCannotMoveToAnotherPartitionOrTopicName() {
    var sealed = seal(edges.identity("desk"), Topic.CAPTURES, webhook, null);
    assertThat(reason(opener.open(Topic.CAPTURES, "captures", 1, sealed)))
        .isEqualTo(Unreadable.Reason.TAMPERED);
    assertThat(reason(opener.open(Topic.CAPTURES, "other.captures", 2, sealed)))
        .isEqualTo(Unreadable.Reason.TAMPERED);
    assertThat(reason(open(Topic.CONTROL, sealed))).isEqualTo(Unreadable.Reason.TAMPERED);
  }

  @Test
  void whoHasOnlyThePublicKeyCannotSpeakForARole() {
    assertThat(
            reason(
                open(Topic.CAPTURES, seal(edges.forger("intake"), Topic.CAPTURES, webhook, null))))
        .isEqualTo(Unreadable.Reason.FORGED_SESSION);
  }

  @Test
  void aControlEntryNeedsItsRolesOwnSignature() {
    var release = TestEdges.control("r1", "{\"release\":\"m-1\"}");
    byte[] signed = EntrySignature.signedBytes(Topic.CONTROL, release);
    var desk = edges.identity("desk");
    assertThat(open(Topic.CONTROL, seal(desk, Topic.CONTROL, release, desk.key().sign(signed))))
        .isInstanceOf(Opened.class);
    assertThat(reason(open(Topic.CONTROL, seal(desk, Topic.CONTROL, release, null))))
        .isEqualTo(Unreadable.Reason.FORGED_ENTRY);
    var forged = edges.forger("desk").key().sign(signed);
    assertThat(reason(open(Topic.CONTROL, seal(desk, Topic.CONTROL, release, forged))))
        .isEqualTo(Unreadable.Reason.FORGED_ENTRY);
    var audit = desk.key().sign(EntrySignature.signedBytes(Topic.AUDIT, release));
    assertThat(reason(open(Topic.CONTROL, seal(desk, Topic.CONTROL, release, audit))))
        .isEqualTo(Unreadable.Reason.FORGED_ENTRY);
  }

  @Test
  void aSignatureCoversBodyAndHeaders() {
    var desk = edges.identity("desk");
    var release = TestEdges.control("r1", "{\"release\":\"m-1\"}");
    var other = TestEdges.control("r1", "{\"release\":\"m-2\"}");
    var signature = desk.key().sign(EntrySignature.signedBytes(Topic.CONTROL, release));
    assertThat(reason(open(Topic.CONTROL, seal(desk, Topic.CONTROL, other, signature))))
        .isEqualTo(Unreadable.Reason.FORGED_ENTRY);
  }

  @Test
  void intakeMayNotWriteControl() {
    var intake = edges.identity("intake");
    var release = TestEdges.control("r1", "{}");
    var signature = intake.key().sign(EntrySignature.signedBytes(Topic.CONTROL, release));
    assertThat(reason(open(Topic.CONTROL, seal(intake, Topic.CONTROL, release, signature))))
        .isEqualTo(Unreadable.Reason.ROLE_NOT_ALLOWED);
  }

  private Opening own(String role, CaptureType type, boolean signed) {
    var capture = new Capture("f1", type, NOW, "", new TreeMap<>(), Bytes.utf8("{\"type\":\"x\"}"));
    var edge = edges.identity(role);
    Bytes signature =
        signed ? edge.key().sign(EntrySignature.signedBytes(Topic.CAPTURES, capture)) : null;
    return open(Topic.CAPTURES, seal(edge, Topic.CAPTURES, capture, signature));
  }

  @Test
  void onlyTheClockFindsGapsAndOnlyTheIntakeMarksItself() {
    assertThat(own("clock", CaptureType.FINDING, true)).isInstanceOf(Opened.class);
    assertThat(own("intake", CaptureType.MARK, true)).isInstanceOf(Opened.class);
    for (var wrong :
        List.of(
            own("intake", CaptureType.FINDING, true),
            own("desk", CaptureType.FINDING, true),
            own("clock", CaptureType.MARK, true),
            own("clock", CaptureType.WEBHOOK, true),
            own("enforcer", CaptureType.FINDING, true))) {
      assertThat(reason(wrong)).isEqualTo(Unreadable.Reason.ROLE_NOT_ALLOWED);
    }
    assertThat(reason(own("clock", CaptureType.FINDING, false)))
        .isEqualTo(Unreadable.Reason.FORGED_ENTRY);
    assertThat(reason(own("intake", CaptureType.MARK, false)))
        .isEqualTo(Unreadable.Reason.FORGED_ENTRY);
  }

  @Test
  void aControlRequestAmongTheCapturesStaysOne() {
    var desk = edges.identity("desk");
    var release = TestEdges.control("r1", "{}");
    assertThat(reason(open(Topic.CAPTURES, seal(desk, Topic.CAPTURES, release, null))))
        .isEqualTo(Unreadable.Reason.WRONG_TOPIC);
  }

  @Test
  void anotherDeploymentsSpoolKeyIsUnknown() {
    var foreign = new TestEdges().identity("intake");
    var mixed =
        new EdgeIdentity(
            "intake", edges.identity("intake").key(), foreign.spoolKey(), Bytes.wrap(new byte[32]));
    assertThat(reason(open(Topic.CAPTURES, seal(mixed, Topic.CAPTURES, webhook, null))))
        .isEqualTo(Unreadable.Reason.UNKNOWN_KEY);
  }

  @Test
  void noTwoPlacesShareANonce() {
    var one = new SessionCipher.Where(Topic.CAPTURES, "captures", new Envelope.Place(0, 0));
    var two = new SessionCipher.Where(Topic.CONTROL, "control", new Envelope.Place(0, 0));
    assertThat(one.nonce()).isNotEqualTo(two.nonce());
  }
}
