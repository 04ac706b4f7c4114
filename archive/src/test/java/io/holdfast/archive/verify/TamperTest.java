package io.holdfast.archive.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.Tampering;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.seal.TestArchive;
import io.holdfast.archive.seal.TestRules;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.store.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed on the disk, verification fails and names it. */
class TamperTest {
  @TempDir static Path folder;
  private static TestArchive archive;
  private static Checkpoint[] heads;

  @BeforeAll
  static void fill() throws IOException, IntegrityException {
    archive = TestArchive.in(folder).with(TestRules.erasable()).start();
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var blobs = new BlobWriter(archive.store(), temporary, new SecureRandom(), archive.clock());
    var blob = blobs.write(new ByteArrayInputStream("a picture".repeat(50).getBytes(UTF_8)));
    archive.awaitSealed(archive.webhook("a", "one\ntwo"));
    String media =
        RecordJson.mapper().writeValueAsString(Map.of("blobs", List.of(blob.reference())));
    archive.awaitSealed(
        archive
            .spool("media")
            .append(Topic.CAPTURES, archive.capture(CaptureType.MEDIA, "a", media)));
    archive.awaitSealed(archive.control("{\"type\":\"note\"}"));
    archive.awaitSealed(archive.control("{\"type\":\"note\",\"n\":2}"));
    archive.awaitSealed(archive.audit("{\"type\":\"search\"}"));
    archive.stop();
    var checkpoints = new ArrayList<Checkpoint>();
    for (var stream : archive.ledger().streams()) {
      checkpoints.add(archive.ledger().head(stream).orElseThrow().checkpoint());
    }
    heads = checkpoints.toArray(Checkpoint[]::new);
    var report = archive.verify(heads);
    assertThat(report.blobs()).isEqualTo(1);
    assertThat(report.orphans()).isZero();
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private static Path store(String tree) {
    return folder.resolve("store").resolve(tree);
  }

  /** Names of all objects. */
  private static List<String> objects() throws IOException {
    try (Stream<Path> files = Files.walk(store("objects"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> store("objects").relativize(file).toString())
          .map(name -> name.substring(0, name.length() - 1))
          .sorted()
          .toList();
    }
  }

  /** How a message may name an object: by its name, or a manifest by its place. */
  private static String place(String object) {
    var key = new ObjectKey(object);
    return LedgerNames.parseStream(key)
        .map(stream -> "manifest " + stream + "/" + LedgerNames.sequenceOf(key))
        .orElse(object);
  }

  private static void assertNamed(String object, String what, ThrowingCallable verification) {
    assertThatThrownBy(verification)
        .as("%s of %s", what, object)
        .isInstanceOf(IntegrityException.class)
        .satisfies(e -> assertThat(e.getMessage()).containsAnyOf(object, place(object)));
  }

  @Test
  void oneFlippedByteOfAnyObjectIsNamed() throws Exception {
    var folders = new TreeSet<String>();
    for (String object : objects()) {
      folders.add(object.substring(0, object.indexOf('/')));
      flipEach(object, store("objects").resolve(object + "~"));
    }
    assertThat(folders).containsExactly("archive", "blobs", "keyrings", "ledger", "segments");
    archive.verify(heads);
  }

  @Test
  void oneFlippedByteOfAnyLockIsNamed() throws Exception {
    for (String object : objects()) {
      flipEach(object, store("locks").resolve(object + "~"));
    }
    archive.verify(heads);
  }

  private void flipEach(String object, Path file) throws IOException {
    byte[] sound = Files.readAllBytes(file);
    int last = sound.length - 1;
    var positions = new TreeSet<Integer>(List.of(0, last / 5, last / 2, last - last / 5, last));
    for (int position : positions) {
      byte[] flipped = sound.clone();
      flipped[position] ^= 0x01;
      Tampering.replace(file, flipped);
      assertNamed(object, "byte " + position, () -> archive.verify());
    }
    Tampering.replace(file, sound);
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Path aside = folder.resolve("aside");
    for (String object : objects()) {
      boolean head = isHead(object);
      for (String tree : List.of("objects", "locks")) {
        Path file = store(tree).resolve(object + "~");
        Files.move(file, aside);
        if (head && tree.equals("objects")) {
          String stream = LedgerNames.parseStream(new ObjectKey(object)).orElseThrow().toString();
          assertThatThrownBy(() -> archive.verify(heads))
              .isInstanceOf(IntegrityException.class)
              .hasMessageContaining(stream);
        } else {
          assertNamed(object, "absence in " + tree, () -> archive.verify());
        }
        Files.move(aside, file);
      }
    }
    archive.verify(heads);
  }

  private boolean isHead(String object) throws IOException {
    String stream = object.substring(0, object.lastIndexOf('/') + 1);
    return object.startsWith("ledger/")
        && objects().stream().filter(other -> other.startsWith(stream)).toList().indexOf(object)
            == 0;
  }

  @Test
  void aLockThatWasShortenedIsNamed() throws Exception {
    int shortened = 0;
    for (String object : objects()) {
      Path file = store("locks").resolve(object + "~");
      String sound = Files.readString(file);
      String weaker = weaker(object, sound);
      assertThat(weaker).isNotEqualTo(sound);
      Tampering.replace(file, weaker.getBytes(StandardCharsets.UTF_8));
      assertThat(archive.store().protectionFault(new ObjectKey(object))).isEmpty();
      assertNamed(object, "shortened lock", () -> archive.verify());
      Tampering.replace(file, sound.getBytes(StandardCharsets.UTF_8));
      shortened++;
    }
    assertThat(shortened).isGreaterThan(10);
    archive.verify(heads);
  }

  /** A sidecar with a sound check and an earlier date, or without its hold. */
  private static String weaker(String object, String sidecar) {
    var json = RecordJson.mapper().readTree(sidecar);
    String check = json.path("check").stringValue();
    String until = json.path("retainUntil").asString("none");
    boolean hold = json.path("hold").booleanValue();
    String earlier = hold ? until : Instant.parse(until).minusSeconds(86_400).toString();
    String text = "1\n" + object + "\n" + earlier + "\nfalse";
    return sidecar
        .replace(check, Sha256.of(Bytes.utf8(text)).hex())
        .replace(until, earlier)
        .replace("\"hold\":true", "\"hold\":false");
  }
}
