package io.holdfast.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.store.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
  private static final ObjectKey NAME = new ObjectKey("segments/s/000-ab-0");
  private static final ObjectKey KEYRING = new ObjectKey("keyrings/s/000-ab-0");
  private static final StreamId STREAM =
      StreamId.parse("captures-0-00000000000000000000000000000001");
  private static final LocalDate DAY = LocalDate.of(2026, 7, 1);
  private final SecureRandom random = new SecureRandom();
  private final Segments segments = new Segments(random);

  @Test
  void opensEveryRecordUnderItsOwnKey() throws IntegrityException {
    SegmentBuilder.Built built = build("first", "second", "");
    SegmentIndex index = segments.index(NAME, built.object(), built.root());
    assertThat(index.count()).isEqualTo(3);
    assertThat(open(built, index, 0, 0)).isEqualTo("first");
    assertThat(open(built, index, 1, 1)).isEqualTo("second");
    assertThat(open(built, index, 2, 2)).isEmpty();
    assertThatThrownBy(() -> open(built, index, 0, 1)).isInstanceOf(IntegrityException.class);
  }

  @Test
  void everyFlippedByteIsFound() {
    SegmentBuilder.Built built = build("first record", "second record");
    byte[] object = built.object().toArray();
    for (int i = 0; i < object.length; i++) {
      byte[] flipped = object.clone();
      flipped[i] ^= 0x20;
      assertThatThrownBy(
              () -> {
                SegmentIndex index = segments.index(NAME, Bytes.wrap(flipped), built.root());
                for (int number = 0; number < 2; number++) {
                  segments.open(
                      NAME, Bytes.wrap(flipped), index, number, key(built.keyring(), number));
                }
              })
          .as("byte %d", i)
          .isInstanceOf(IntegrityException.class);
    }
  }

  @Test
  void keyringsOpenUnderTheirOwnNameOnly(@TempDir Path folder) throws IntegrityException {
    Keyrings keyrings = keyrings(folder);
    Keyring keyring = build("a", "b", "c").keyring();
    Bytes object = keyrings.write(KEYRING, NAME, STREAM, DAY, keyring);
    assertThat(keyrings.open(KEYRING, NAME, object).records().keySet()).containsExactly(0, 1, 2);
    var other = new ObjectKey("keyrings/s/000-ab-1");
    assertThatThrownBy(() -> keyrings.open(other, NAME, object))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> keyrings.open(KEYRING, other, object))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void narrowingRemovesKeysAndNothingElse(@TempDir Path folder) throws IntegrityException {
    Keyrings keyrings = keyrings(folder);
    SegmentBuilder.Built built = build("a", "b", "c");
    Keyring kept = built.keyring().keepingOnly(Set.of(1));
    Bytes object = keyrings.write(KEYRING, NAME, STREAM, DAY, kept);
    Keyring opened = keyrings.open(KEYRING, NAME, object);
    assertThat(opened.records().keySet()).containsExactly(1);
    SegmentIndex index = segments.index(NAME, built.object(), built.root());
    byte[] record = segments.open(NAME, built.object(), index, 1, key(opened, 1));
    assertThat(Bytes.wrap(record).toUtf8()).isEqualTo("b");
  }

  @Test
  void printsNoKeys() {
    Keyring keyring = build("a").keyring();
    assertThat(keyring.toString()).isEqualTo("Keyring[1 records, 0 blobs]");
    assertThat(key(keyring, 0).toString()).doesNotContainPattern("[0-9a-f]{8}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void blobsOpenWholeAndNeverCutOrMoved(int length) throws Exception {
    byte[] plain = new byte[length];
    random.nextBytes(plain);
    var name = new ObjectKey("blobs/ab/abcd");
    SecretKey key = SecretKey.random(random);
    var sealed = new ByteArrayOutputStream();
    assertThat(BlobCipher.seal(name, key, new ByteArrayInputStream(plain), sealed))
        .isEqualTo(length);
    byte[] object = sealed.toByteArray();
    assertThat(object).hasSize((int) BlobCipher.sealedLength(length));
    assertThat(readBlob(name, key, object)).isEqualTo(plain);
    byte[] cut = java.util.Arrays.copyOf(object, object.length - 1);
    assertThatThrownBy(() -> readBlob(name, key, cut)).isInstanceOf(IOException.class);
    if (length > BlobCipher.CHUNK) {
      byte[] atChunk = java.util.Arrays.copyOf(object, 4 + BlobCipher.CHUNK + SecretKey.TAG);
      assertThatThrownBy(() -> readBlob(name, key, atChunk)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> readBlob(new ObjectKey("blobs/ab/other"), key, object))
        .isInstanceOf(IOException.class);
  }

  private static byte[] readBlob(ObjectKey name, SecretKey key, byte[] object) throws Exception {
    try (var in = BlobCipher.open(name, key, new ByteArrayInputStream(object))) {
      return in.readAllBytes();
    }
  }

  private static SecretKey key(Keyring keyring, int number) {
    return Objects.requireNonNull(keyring.records().get(number));
  }

  private Keyrings keyrings(Path folder) {
    var vault = LocalKeyVault.create(folder.resolve("vault.key"), random);
    return new Keyrings(vault, HpkeSealer.to(HpkeKeyPair.generate().publicKey()), random);
  }

  private SegmentBuilder.Built build(String... records) {
    SegmentBuilder builder = segments.begin(NAME);
    for (String record : records) {
      builder.add(Bytes.utf8(record).toArray());
    }
    return builder.build();
  }

  private String open(SegmentBuilder.Built built, SegmentIndex index, int number, int key)
      throws IntegrityException {
    byte[] json = segments.open(NAME, built.object(), index, number, key(built.keyring(), key));
    return Bytes.wrap(json).toUtf8();
  }
}
