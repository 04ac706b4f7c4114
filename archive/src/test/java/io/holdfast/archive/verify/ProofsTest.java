package io.holdfast.archive.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.seal.TestArchive;
import io.holdfast.archive.segment.SealedRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs hold before a checker that knows nothing of the writer, and only as they are. */
class ProofsTest {
  @TempDir Path folder;

  @Test
  void everyRecordIsProvenAndEveryFlippedByteRefused() throws Exception {
    try (var archive = TestArchive.in(folder).start()) {
      for (int i = 0; i < 3; i++) {
        archive.awaitSealed(archive.webhook("a", "one\ntwo\nthree " + i));
      }
      archive.stop();
      var proofs = new Proofs(archive.ledger(), archive.store());
      var checker = new OfflineProofChecker(archive.genesis().ledgerKey().toArray());
      List<SealedRecord> records = archive.records(Topic.CAPTURES);
      assertThat(records).hasSize(15);
      byte[] last = {};
      for (SealedRecord found : records) {
        last = json(proofs, found.place());
        assertThat(checker.check(last)).isEqualTo(found.json().toUtf8());
      }
      requireEveryByte(checker, json(proofs, records.get(1).place()));
      requireEveryByte(checker, last);
    }
  }

  private static byte[] json(Proofs proofs, Place place) throws Exception {
    return RecordJson.mapper().writeValueAsBytes(proofs.of(place).orElseThrow());
  }

  private static void requireEveryByte(OfflineProofChecker checker, byte[] proof) {
    for (int bit : new int[] {0x01, 0x20}) {
      for (int i = 0; i < proof.length; i++) {
        byte[] flipped = proof.clone();
        flipped[i] ^= (byte) bit;
        assertThatThrownBy(() -> checker.check(flipped))
            .as("byte %d of %d flipped by %d", i, proof.length, bit)
            .isInstanceOf(OfflineProofChecker.Refused.class);
      }
    }
  }

  @Test
  void anotherArchivesKeyProvesNothing() throws Exception {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.webhook("a", "one"));
      var proofs = new Proofs(archive.ledger(), archive.store());
      byte[] proof = json(proofs, archive.records(Topic.CAPTURES).getFirst().place());
      byte[] other = archive.identity("desk").key().verifyingKey().raw().toArray();
      assertThatThrownBy(() -> new OfflineProofChecker(other).check(proof))
          .hasMessageContaining("another archive's key");
    }
  }

  @Test
  void aProofThatWasMadeEarlierHoldsWhenTheStreamHasGrown() throws Exception {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.webhook("a", "one"));
      var proofs = new Proofs(archive.ledger(), archive.store());
      Place place = archive.records(Topic.CAPTURES).getFirst().place();
      var checker = new OfflineProofChecker(archive.genesis().ledgerKey().toArray());
      byte[] early = json(proofs, place);
      archive.awaitSealed(archive.webhook("a", "two"));
      byte[] late = json(proofs, place);
      assertThat(late).isNotEqualTo(early);
      assertThat(checker.check(early)).isEqualTo(checker.check(late));
    }
  }
}
