package io.holdfast.archive.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private static final String ARCHIVE = "0".repeat(32);
  private static final StreamId STREAM = new StreamId(Topic.CAPTURES, 0, new UUID(1, 2));

  private final SigningKey key = SigningKey.generate();

  private Bytes written(int format) {
    var manifest =
        new Manifest(
            format,
            ARCHIVE,
            STREAM,
            0,
            null,
            null,
            Instant.parse("2026-03-01T09:00:00Z"),
            new Manifest.Offsets(0, 1, 0),
            new Manifest.Captures(1, Sha256.of(new byte[0])),
            List.of(),
            1,
            0,
            null,
            0,
            List.of());
    return Manifests.write(manifest, key);
  }

  private SealedManifest open(Bytes object) throws IntegrityException {
    return Manifests.open(ARCHIVE, STREAM, 0, object, key.verifyingKey());
  }

  @Test
  void itsOwnFormatIsRead() throws Exception {
    assertThat(open(written(Manifests.FORMAT)).manifest().sequence()).isZero();
  }

  @Test
  void aLaterProgramsManifestIsRefusedAsNewerAndNotAsBroken() {
    assertThatThrownBy(() -> open(written(Manifests.FORMAT + 1)))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            refused -> assertThat(refused.category()).isEqualTo(Category.MISCONFIGURED))
        .hasMessageContaining("newer Holdfast");
  }

  @Test
  void aFormatThatNeverWasIsBrokenEvidence() {
    assertThatThrownBy(() -> open(written(0))).isInstanceOf(IntegrityException.class);
  }

  @Test
  void aFlippedFormatIsBrokenEvidence() {
    Bytes flipped = Bytes.utf8(written(1).toUtf8().replaceFirst("\"format\":1", "\"format\":3"));
    assertThatThrownBy(() -> open(flipped))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("manifest " + STREAM + "/0");
  }
}
