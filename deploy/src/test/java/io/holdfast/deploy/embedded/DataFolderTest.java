package io.holdfast.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);

  @TempDir Path temporary;

  @Test
  void isForTheOwnerAloneAndFoundAgain() throws Exception {
    open(Purpose.ARCHIVE).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(root().resolve("holdfast.json")))
        .isEqualTo("{\"format\":1,\"purpose\":\"archive\",\"created\":\"2026-03-01T09:00:00Z\"}");
    try (DataFolder again = open(Purpose.ARCHIVE)) {
      assertThat(again.purpose()).isEqualTo(Purpose.ARCHIVE);
    }
  }

  @Test
  void isRefusedWhileInUseAndHarmsNothing() throws Exception {
    try (DataFolder first = open(Purpose.ARCHIVE)) {
      refused(Purpose.ARCHIVE, "in use by process " + ProcessHandle.current().pid());
      assertThat(first.root()).isDirectory();
    }
    open(Purpose.ARCHIVE).close();
  }

  @Test
  void keepsItsPurpose() {
    open(Purpose.REHEARSAL).close();
    refused(Purpose.ARCHIVE, "was made for rehearsal and cannot be used for archive");
  }

  @Test
  void leavesForeignFoldersAlone() throws Exception {
    Files.createDirectories(root());
    Files.writeString(root().resolve("letter.txt"), "mine");
    refused(Purpose.ARCHIVE, "not Holdfast's");
    try (var entries = Files.list(root())) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void refusesANewerFormat() throws Exception {
    open(Purpose.ARCHIVE).close();
    writeFormat(2);
    refused(Purpose.ARCHIVE, "written by a newer Holdfast");
    assertThat(Files.readString(root().resolve("holdfast.json"))).contains("\"format\":2");
  }

  @Test
  void carriesAnOlderFormatForwardStepByStep() throws Exception {
    open(Purpose.ARCHIVE).close();
    DataFolder.Rules rules = new DataFolder.Rules(3, List.of(new Leaves(2), new Leaves(1)), 0);
    DataFolder.open(root(), Purpose.ARCHIVE, CLOCK, rules).close();
    assertThat(Files.readString(root().resolve("holdfast.json"))).contains("\"format\":3");
    assertThat(root().resolve("from-1")).exists();
    assertThat(root().resolve("from-2")).exists();

    writeFormat(1);
    DataFolder.Rules gap = new DataFolder.Rules(3, List.of(new Leaves(2)), 0);
    assertThatThrownBy(() -> DataFolder.open(root(), Purpose.ARCHIVE, CLOCK, gap))
        .hasMessageContaining("no longer carries forward");
  }

  @Test
  void refusesAFullDisk() {
    DataFolder.Rules rules = new DataFolder.Rules(1, List.of(), Long.MAX_VALUE);
    assertThatThrownBy(() -> DataFolder.open(root(), Purpose.ARCHIVE, CLOCK, rules))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("MiB free");
    assertThat(root().resolve("holdfast.json")).doesNotExist();
  }

  /** Leaves a file behind, twice without harm. */
  private record Leaves(int from) implements FormatStep {
    @Override
    public void apply(Path root) {
      OwnerFiles.write(root.resolve("from-" + from), new byte[0]);
    }
  }

  private void writeFormat(int format) throws IOException {
    Path file = root().resolve("holdfast.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"format\":\\d", "\"format\":" + format));
  }

  private void refused(Purpose purpose, String why) {
    assertThatThrownBy(() -> open(purpose))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(why);
  }

  private DataFolder open(Purpose purpose) {
    return DataFolder.open(root(), purpose, CLOCK);
  }

  private Path root() {
    return temporary.resolve("data");
  }
}
