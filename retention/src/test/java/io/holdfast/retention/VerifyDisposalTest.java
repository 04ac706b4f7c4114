package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.ControlRequest;
import io.holdfast.retention.control.RequestType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Verification accepts that records are missing only where an approved disposal took them. */
class VerifyDisposalTest extends RetentionScene {
  @BeforeEach
  void captureBoth() throws Exception {
    captureTwo();
  }

  /** What somebody with a role's key could write into the control stream. */
  private void forge(RequestType type, Destruction destruction) {
    var content = Bytes.utf8("a list that nobody approved");
    var list = new ObjectEntry("certificates/forged", Sha256.of(content), content.length());
    archive.store.put(
        list.key(),
        Body.of(content),
        Protection.until(archive.clock.instant().plus(Duration.ofDays(3650))));
    var data = (ObjectNode) destruction.toData();
    data.set("list", RecordJson.mapper().valueToTree(list));
    data.put("destroyed", 1);
    data.put("root", Sha256.of(content).hex());
    archive.sealing.append(
        Topic.CONTROL,
        ControlRequest.of("forged", type, Actor.ENFORCER, archive.clock.instant(), data)
            .toCapture());
  }

  @Test
  void aDestructionThatNothingApprovedIsNamed() throws Exception {
    archive.verify();
    forge(
        RequestType.SEGMENT_DESTROYED,
        new Destruction.SegmentDestroyed(segment(0).segment().name(), "d-1"));
    assertThatThrownBy(archive::verify)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(segment(0).segment().name())
        .hasMessageContaining("no approved disposal");
  }

  @Test
  void aNarrowingThatNothingApprovedIsNamed() throws Exception {
    SegmentEntry entry = segment(0);
    forge(
        RequestType.KEYRING_NARROWED,
        new Destruction.KeyringNarrowed(
            entry.segment().name(), "d-1", entry.keyring(), entry.keyring(), List.of(), List.of()));
    assertThatThrownBy(archive::verify)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(entry.segment().name())
        .hasMessageContaining("no approved disposal");
  }

  @Test
  void aPlanAloneApprovesNothing() throws Exception {
    archive.clock.advance(EIGHT_YEARS);
    var plan = archive.start().records().planDisposal(RUTH);
    forge(
        RequestType.SEGMENT_DESTROYED,
        new Destruction.SegmentDestroyed(segment(0).segment().name(), plan.id()));
    assertThatThrownBy(archive::verify)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("no approved disposal");
  }

  @Test
  void aCertificateThatIsGoneIsNamed() throws Exception {
    var running = archive.start();
    archive.clock.advance(EIGHT_YEARS);
    var plan = dispose(running);
    assertThat(archive.verify().removedRecords()).isPositive();

    var certificate =
        running.records().disposal(plan.id()).completion().orElseThrow().certificate();
    archive.clock.advance(Duration.ofDays(11 * 366));
    assertThat(archive.verify().removedRecords()).as("locks that ended later").isPositive();
    assertThat(archive.store.delete(certificate.key())).isEqualTo(new Deletion.Gone());
    assertThatThrownBy(archive::verify)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(certificate.name());
  }

  @Test
  void aManifestUnderTooShortALockIsNamed() throws Exception {
    ObjectKey name = archive.store.list("ledger/", Optional.empty(), 1).getFirst();
    Bytes object = archive.store.readUnchecked(name);
    Duration lapse = Duration.ofDays(11 * 366);
    archive.clock.advance(lapse);
    assertThat(archive.store.delete(name)).isEqualTo(new Deletion.Gone());
    archive.clock.advance(lapse.negated());
    archive.store.put(
        name,
        Body.of(object),
        Protection.until(archive.clock.instant().plus(Duration.ofDays(3600))));
    assertThatThrownBy(archive::verify)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(name.value())
        .hasMessageContaining("locked until");
  }
}
