package io.holdfast.archive.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final String ARCHIVE = "00112233445566778899aabbccddeeff";
  private static final StreamId STREAM = new StreamId(Topic.CAPTURES, 3, new UUID(1, 2));
  private final SigningKey key = SigningKey.ofSeed(Bytes.wrap(new byte[32]));
  private final Frontier tree = Frontier.empty().append(Merkle.leaf(Bytes.utf8("manifest")));

  @Test
  void opensWhatItSigned() throws IntegrityException {
    Checkpoint signed = Checkpoints.sign(ARCHIVE, STREAM, tree, key);
    Checkpoint opened = Checkpoints.open(ARCHIVE, STREAM, signed.note(), key.verifyingKey());
    assertThat(opened).isEqualTo(signed);
    assertThat(signed.note())
        .startsWith("holdfast/" + ARCHIVE + "/captures-3-00000000000000010000000000000002\n1\n");
  }

  @Test
  void refusesEveryFlippedBit() {
    String note = Checkpoints.sign(ARCHIVE, STREAM, tree, key).note();
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));
      String changed = new String(flipped, StandardCharsets.UTF_8);
      assertThatThrownBy(() -> Checkpoints.open(ARCHIVE, STREAM, changed, key.verifyingKey()))
          .as("bit %d", i)
          .isInstanceOf(IntegrityException.class);
    }
  }

  @Test
  void refusesAnotherStreamArchiveAndKey() {
    String note = Checkpoints.sign(ARCHIVE, STREAM, tree, key).note();
    var other = new StreamId(Topic.CAPTURES, 4, new UUID(1, 2));
    assertThatThrownBy(() -> Checkpoints.open(ARCHIVE, other, note, key.verifyingKey()))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> Checkpoints.open("ff", STREAM, note, key.verifyingKey()))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(
            () -> Checkpoints.open(ARCHIVE, STREAM, note, SigningKey.generate().verifyingKey()))
        .isInstanceOf(IntegrityException.class);
  }
}
