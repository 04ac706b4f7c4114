package io.holdfast.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.LiveFiles;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.spool.TestKafka;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write lies on no disk in the clear: not in the store, not at the broker. */
class NoPlaintextTest {
  @TempDir Path folder;

  @Test
  void aMessageAppearsInNoFile() throws Exception {
    String canary = "canary" + UUID.randomUUID();
    try (var archive = TestArchive.in(folder).start()) {
      var temporary = Files.createDirectory(folder.resolve("temporary"));
      var blobs = new BlobWriter(archive.store(), temporary, new SecureRandom(), archive.clock());
      var blob = blobs.write(new ByteArrayInputStream(bytes(canary.repeat(100))));
      String media =
          RecordJson.mapper().writeValueAsString(Map.of("blobs", List.of(blob.reference())));
      archive
          .spool("media")
          .append(Topic.CAPTURES, archive.capture(CaptureType.MEDIA, canary, media));
      archive.control("{\"type\":\"note\",\"text\":\"" + canary + "\"}");
      archive.audit("{\"type\":\"search\",\"query\":\"" + canary + "\"}");
      archive.awaitSealed(archive.webhook(canary, canary + " " + canary));
      archive.stop();
      assertThat(archive.records(Topic.CAPTURES))
          .anyMatch(found -> found.json().toUtf8().contains(canary));
      assertThat(holding(canary, folder)).isEmpty();
      assertThat(holding(canary, TestKafka.shared().folder())).isEmpty();
      // the search itself finds what is there
      Files.writeString(folder.resolve("planted"), "x" + canary);
      assertThat(holding(canary, folder)).containsExactly(folder.resolve("planted"));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> holding(String canary, Path root) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(bytes(canary)).substring(0, 24);
    var found = new ArrayList<Path>();
    for (Path file : LiveFiles.under(root)) {
      String content = content(file);
      if (content.contains(canary) || content.contains(encoded)) {
        found.add(file);
      }
    }
    return found;
  }

  private static String content(Path file) throws IOException {
    boolean preallocated = file.toFile().length() > 9_000_000; // the broker's: offsets and times
    return preallocated ? "" : LiveFiles.content(file);
  }
}
