package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Tampering;
import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.SharedHoldfast.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** One byte changed in any kind of object is named by {@code verify}. */
@ExtendWith(SharedHoldfast.class)
final class TamperIT {
  private static final List<String> KINDS =
      List.of(
          "objects/archive",
          "objects/ledger",
          "objects/segments",
          "objects/keyrings",
          "objects/blobs",
          "locks/ledger",
          "locks/segments",
          "locks/keyrings",
          "locks/blobs");

  /** Names of manifests count down from here. */
  private static final long FIRST_MANIFEST = 999_999_999_999_999L;

  @TempDir Path temporary;

  @Test
  void oneByteInAnyObjectIsNamed(Running running) throws Exception {
    Path export = new Exports(temporary).android("WhatsApp Chat with A Tamperer.zip", "brambling");
    Outcome imported =
        running
            .holdfast()
            .run(Map.of("HOLDFAST_TOKEN", running.api().token()), "import", export.toString());
    assertThat(imported.exit()).describedAs(imported.toString()).isZero();
    await().until(() -> running.api().hits("brambling") == 3);

    Holdfast copy = Holdfast.in(temporary.resolve("copy"));
    copy(running.holdfast().data(), copy.data());
    copy.verified();
    String blob = blobOf(running);
    for (String kind : KINDS) {
      Path folder = copy.data().resolve("store").resolve(kind);
      Path object = kind.endsWith("blobs") ? named(folder, blob) : someOf(folder);
      byte[] good = Files.readAllBytes(object);
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Tampering.replace(object, bad);
      Outcome outcome = copy.verify();
      assertThat(outcome.exit()).describedAs(object + " " + outcome).isNotZero();
      assertThat(outcome.err()).describedAs(kind).contains(nameOf(object));
      Tampering.replace(object, good);
    }
    copy.verified();
  }

  /** A file that a record claims; others are on their way in, and nothing names them yet. */
  private static String blobOf(Running running) throws Exception {
    for (JsonNode record : running.api().records("brambling has:attachment")) {
      for (JsonNode attachment : record.path("attachments")) {
        String name = attachment.path("blob").asString("");
        if (!name.isEmpty()) {
          return name.substring(name.lastIndexOf('/') + 1);
        }
      }
    }
    throw new AssertionError("no record of the import has a stored file");
  }

  private static Path named(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The program goes on sealing meanwhile: what manifests name is copied after them. */
  private static void copy(Path from, Path to) throws IOException {
    for (String folder : List.of("objects/ledger", "objects", "locks")) {
      copyNew(from.resolve("store").resolve(folder), to.resolve("store").resolve(folder));
    }
    for (String file : List.of("holdfast.json", "vault.key")) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }

  /** Copies a folder without what is in another that is there already. */
  private static void copyNew(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        Path copy = to.resolve(child.getFileName());
        if (!Files.exists(copy)) {
          FileSystemUtils.copyRecursively(child, copy);
        }
      }
    }
  }

  /** Of the last stream the file that was written first: the newest may be named by nothing yet. */
  private static Path someOf(Path folder) throws IOException {
    boolean newestFirst = folder.endsWith("ledger");
    try (Stream<Path> files = Files.walk(folder)) {
      var found = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(found).describedAs(folder.toString()).isNotEmpty();
      Path last = found.getLast();
      return newestFirst
          ? last
          : found.stream()
              .filter(file -> Objects.equals(file.getParent(), last.getParent()))
              .findFirst()
              .orElseThrow();
    }
  }

  /** As {@code verify} calls it: a manifest by stream and number, anything else by its name. */
  private static String nameOf(Path object) {
    int last = object.getNameCount() - 1;
    String name = object.getName(last).toString().replace("~", "");
    String stream = object.getName(last - 1).toString();
    return object.toString().contains("/objects/ledger/")
        ? stream + "/" + (FIRST_MANIFEST - Long.parseLong(name))
        : name;
  }
}
