package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.keys.HpkeKeyPair;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The file of a new archive's offline recovery key. It is durable before the archive is founded,
 * under a name with the archive's id, and gets its own name once the founding stands: so whoever
 * comes second to found, or dies in between, never leaves the key of another archive in its place.
 */
final class RecoveryKeyFile {
  private final Path file;
  private final Path waiting;

  private RecoveryKeyFile(Path file, Path waiting) {
    this.file = file;
    this.waiting = waiting;
  }

  static RecoveryKeyFile of(Path file, String archive) {
    return new RecoveryKeyFile(file, file.resolveSibling(file.getFileName() + "." + archive));
  }

  void write(HpkeKeyPair recovery) {
    OwnerFile.write(
        waiting, "X25519 " + HexFormat.of().formatHex(recovery.privateKey().toArray()) + "\n");
  }

  /** Another archive stands: this key opens nothing. */
  void discard() {
    try {
      Files.deleteIfExists(waiting);
    } catch (IOException e) {
      throw trouble("removed", e);
    }
  }

  /**
   * Gives a written key its name, and tells the name; nothing when none waits. A key of another
   * archive that bears the name stays, and this one keeps the name with its archive's id.
   */
  Optional<Path> keepIfWritten() {
    try {
      if (!Files.exists(waiting)) {
        return Optional.empty();
      }
      if (Files.exists(file)) {
        return Optional.of(waiting);
      }
      Files.move(waiting, file);
      try (var folder =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
      return Optional.of(file);
    } catch (IOException e) {
      throw trouble("renamed", e);
    }
  }

  private ArchiveException trouble(String what, IOException e) {
    return new ArchiveException(
        Category.MISCONFIGURED,
        "The recovery key " + waiting + " cannot be " + what + ": " + e.getMessage(),
        e);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
