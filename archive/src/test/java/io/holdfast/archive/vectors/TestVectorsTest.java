package io.holdfast.archive.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordSchema;
import io.holdfast.archive.seal.VectorArchive;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.file.FileWormStore;
import io.holdfast.archive.verify.Authority;
import io.holdfast.archive.verify.Proofs;
import io.holdfast.archive.verify.Verifier;
import io.holdfast.archive.verify.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * The vectors in docs/ are opened by our reader and by one that shares no code with us. Run with
 * {@code -Dholdfast.vectors=write} to make them anew.
 */
class TestVectorsTest {
  private static final Path VECTORS = RecordSchema.docs().resolve("test-vectors");
  private static final Path STORE = VECTORS.resolve("archive");
  private static final StreamId CAPTURES =
      StreamId.parse("captures-0-cacacacacacacacacacacacacacacaca");

  @TempDir Path folder;

  @Test
  @EnabledIfSystemProperty(named = "holdfast.vectors", matches = "write")
  void write() throws Exception {
    deleteAll(STORE);
    VectorArchive.write(STORE, VECTORS.resolve("vault.key"), folder);
    for (String leftover : List.of(".lock", "tmp")) {
      Files.deleteIfExists(STORE.resolve(leftover));
    }
    writeJson("expected.json", IndependentReader.withVaultKey(objects(), dictionary(), vaultKey()));
    try (WormStore store = FileWormStore.openReadOnly(STORE, TestClock.at(VectorArchive.FOUNDED))) {
      Ledger ledger = ledger(store);
      var proof = new Proofs(ledger, store).of(new Place(CAPTURES, 0, 0, 2)).orElseThrow();
      writeJson("proof.json", RecordJson.mapper().valueToTree(proof));
    }
  }

  @Test
  void ourVerifierFindsItSound() throws Exception {
    try (WormStore store = FileWormStore.openReadOnly(STORE, TestClock.at(VectorArchive.FOUNDED))) {
      Ledger ledger = ledger(store);
      var lines = new ArrayList<String>();
      VerifyReport report = new Verifier(ledger, store, asRecorded(), lines::add).verify(List.of());
      // streams, manifests, segments, records, blobs, destroyed, removed, orphans
      assertThat(report).isEqualTo(new VerifyReport(4, 8, 11, 12, 2, 1, 3, 0));
      assertThat(lines).hasSize(4);
    }
  }

  /** The tiny archive has no records management: what its control records say is taken as it is. */
  private static Authority asRecorded() {
    return new Authority(
        new DestructionRegister(),
        destruction ->
            Optional.of(
                switch (destruction) {
                  case Destruction.KeyringNarrowed narrowed -> Set.copyOf(narrowed.removed());
                  case Destruction.SegmentDestroyed _ -> Set.of();
                }),
        List::of);
  }

  @Test
  void aReaderThatSharesNothingSeesTheSameWithTheVaultsKey() throws Exception {
    assertThat(IndependentReader.withVaultKey(objects(), dictionary(), vaultKey()))
        .isEqualTo(json("expected.json"));
  }

  @Test
  void aReaderThatSharesNothingSeesTheSameWithTheRecoveryKey() throws Exception {
    byte[] key = hex("recovery.key");
    assertThat(Bytes.wrap(key)).isEqualTo(VectorArchive.recoveryKey());
    assertThat(IndependentReader.withRecoveryKey(objects(), dictionary(), key))
        .isEqualTo(json("expected.json"));
  }

  @Test
  void aReaderThatSharesNothingReadsWhatIsWrittenToday() throws Exception {
    Path root = folder.resolve("store");
    VectorArchive.write(root, VECTORS.resolve("vault.key"), folder);
    ObjectNode today =
        IndependentReader.withVaultKey(root.resolve("objects"), dictionary(), vaultKey());
    assertThat(today.path("streams")).hasSize(4);
    assertThat(ids(today)).isEqualTo(ids((ObjectNode) json("expected.json")));
  }

  @Test
  void theOtherReaderSeesEveryFlippedObject() throws Exception {
    Path copy = folder.resolve("objects");
    copyAll(objects(), copy);
    List<Path> files;
    try (var all = Files.walk(copy)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(25);
    for (Path file : files) {
      byte[] sound = Files.readAllBytes(file);
      for (int at : List.of(0, sound.length / 2, sound.length - 2)) {
        byte[] flipped = sound.clone();
        flipped[at] ^= 0x04;
        Files.write(file, flipped);
        assertThatThrownBy(() -> IndependentReader.withVaultKey(copy, dictionary(), vaultKey()))
            .as("%s byte %d", file, at)
            .isInstanceOf(Exception.class);
      }
      Files.write(file, sound);
    }
    assertThatCode(() -> IndependentReader.withVaultKey(copy, dictionary(), vaultKey()))
        .doesNotThrowAnyException();
  }

  @Test
  void theProofIsSoundAndNothingInItCanBeChanged() throws Exception {
    JsonNode proof = json("proof.json");
    byte[] key = json("expected.json").path("ledgerKey").binaryValue();
    JsonNode record = IndependentReader.checkProof(proof, key);
    assertThat(record.path("source").path("eventId").asString()).isEqualTo("wamid.C");
    List<String> members =
        List.of("recordKey", "record", "segmentRoot", "manifest", "checkpoint", "archive");
    for (String member : members) {
      ObjectNode other = (ObjectNode) proof.deepCopy();
      String value = other.path(member).asString();
      char last = value.charAt(value.length() / 2);
      char changed = last == 'a' ? 'b' : 'a';
      other.put(
          member,
          value.substring(0, value.length() / 2)
              + changed
              + value.substring(value.length() / 2 + 1));
      assertThatThrownBy(() -> IndependentReader.checkProof(other, key))
          .as(member)
          .isInstanceOf(Exception.class);
    }
    for (String member : List.of("recordIndex", "segmentSize", "manifestIndex")) {
      ObjectNode other = (ObjectNode) proof.deepCopy();
      other.put(member, other.path(member).asLong() + 1);
      assertThatThrownBy(() -> IndependentReader.checkProof(other, key))
          .as(member)
          .isInstanceOf(Exception.class);
    }
    key[0] ^= 1;
    assertThatThrownBy(() -> IndependentReader.checkProof(proof, key))
        .isInstanceOf(Exception.class);
  }

  @Test
  void thePageNamesTheDictionarysHash() throws Exception {
    assertThat(Files.readString(RecordSchema.docs().resolve("segment-format.md")))
        .contains(Sha256.of(dictionary()).hex());
  }

  private Ledger ledger(WormStore store) throws Exception {
    var random = new SecureRandom();
    var vault = LocalKeyVault.open(VECTORS.resolve("vault.key"), random);
    Genesis genesis = Genesis.find(store).orElseThrow();
    genesis.open(vault);
    var keyrings = new Keyrings(vault, HpkeSealer.to(genesis.recoveryKey()), random);
    return new Ledger(store, genesis, keyrings, new Segments(random), new DestructionRegister());
  }

  private static List<String> ids(ObjectNode answer) {
    var ids = new ArrayList<String>();
    for (JsonNode segment : answer.path("segments")) {
      segment.path("records").forEach(record -> ids.add(record.path("id").asString()));
    }
    return ids;
  }

  private static Path objects() {
    return STORE.resolve("objects");
  }

  private static byte[] dictionary() throws IOException {
    return Files.readAllBytes(
        RecordSchema.docs()
            .resolveSibling(
                "archive/src/main/resources/io/holdfast/archive/segment/dictionary-1.zstd"));
  }

  private static byte[] vaultKey() throws IOException {
    return hex("vault.key");
  }

  private static byte[] hex(String file) throws IOException {
    String text = Files.readString(VECTORS.resolve(file)).strip();
    return HexFormat.of().parseHex(text.substring(text.indexOf(" ") + 1));
  }

  private static JsonNode json(String file) throws IOException {
    return RecordJson.mapper().readTree(Files.readAllBytes(VECTORS.resolve(file)));
  }

  private static void writeJson(String file, JsonNode json) throws IOException {
    String text =
        RecordJson.mapper()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(json);
    Files.writeString(VECTORS.resolve(file), text + "\n");
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void deleteAll(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
