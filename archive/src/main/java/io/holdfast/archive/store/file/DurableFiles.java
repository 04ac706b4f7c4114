package io.holdfast.archive.store.file;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.store.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writing, naming and unnaming files so that each step is on disk before the next begins.
 * Thread-safe for different files.
 */
final class DurableFiles {
  private static final int BUFFER = 1 << 16;

  private final Path root;
  private final Path temporary;
  private final Steps steps;

  /** Folders that this process has seen on disk, up to the root. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  DurableFiles(Path root, Steps steps) {
    this.root = root;
    this.temporary = root.resolve("tmp");
    this.steps = steps;
  }

  /** Makes the folder for temporary files and empties it of what a crash left. */
  void sweep() throws IOException {
    ensureFolder(temporary);
    try (var leftovers = Files.newDirectoryStream(temporary)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  /**
   * Writes a body to a temporary file, read-only and on disk.
   *
   * @throws WrongBody when the bytes are not what the body says they are
   */
  Path writeTemporary(Body body) throws IOException {
    Path file = temporary.resolve(UUID.randomUUID().toString());
    try {
      write(file, body);
      steps.reached(Step.TEMPORARY_DURABLE);
      return file;
    } catch (IOException e) {
      discard(file, e);
      throw e;
    }
  }

  private void write(Path file, Body body) throws IOException {
    var digest = Sha256.newDigest();
    long length = 0;
    try (var out = create(file);
        InputStream in = body.open()) {
      steps.reached(Step.TEMPORARY_OPENED);
      var buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        length += count;
        writeFully(out, buffer, count);
      }
      if (length != body.length() || !Sha256.wrap(digest.digest()).equals(body.sha256())) {
        throw new WrongBody();
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
      out.force(true);
    }
  }

  /** Puts small bytes under a name in one step, replacing what was there. */
  void replace(Path target, byte[] content) throws IOException {
    Path file = temporary.resolve(UUID.randomUUID().toString());
    try {
      try (var out = create(file)) {
        writeFully(out, content, content.length);
        out.force(true);
      }
      steps.reached(Step.SIDECAR_WRITTEN);
      ensureFolder(folderOf(target));
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      steps.reached(Step.SIDECAR_RENAMED);
      syncFolder(folderOf(target));
      steps.reached(Step.SIDECAR_DURABLE);
    } catch (IOException e) {
      discard(file, e);
      throw e;
    }
  }

  /**
   * Gives a temporary file its final name.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the name is taken; nothing was changed
   */
  void link(Path file, Path target) throws IOException {
    ensureFolder(folderOf(target));
    Files.createLink(target, file);
    steps.reached(Step.LINKED);
    syncFolder(folderOf(target));
    steps.reached(Step.LINK_DURABLE);
    Files.delete(file);
  }

  /** Removes an object and then its sidecar: never the other way round, or it stays locked. */
  void unlink(Path data, Path sidecar) throws IOException {
    if (Files.deleteIfExists(data)) {
      steps.reached(Step.DATA_UNLINKED);
    }
    syncFolderIfThere(folderOf(data));
    steps.reached(Step.DATA_GONE);
    if (Files.deleteIfExists(sidecar)) {
      steps.reached(Step.SIDECAR_UNLINKED);
      syncFolder(folderOf(sidecar));
    }
  }

  /** Makes an object that was found durable, whoever wrote it and however far they came. */
  void settle(Path data, Path sidecar) throws IOException {
    ensureFolder(folderOf(data));
    syncFolder(folderOf(data));
    syncFolderIfThere(folderOf(sidecar));
  }

  void discard(Path file, IOException because) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private void ensureFolder(Path folder) throws IOException {
    if (durable.contains(folder)) {
      return;
    }
    Files.createDirectories(folder);
    for (Path each = folder; each.startsWith(root); each = folderOf(each)) {
      syncFolder(each);
    }
    durable.add(folder);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void writeFully(FileChannel out, byte[] bytes, int count) throws IOException {
    var buffer = ByteBuffer.wrap(bytes, 0, count);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("the file system's root is no place for a store");
    }
    return parent;
  }

  private static void syncFolderIfThere(Path folder) throws IOException {
    try {
      syncFolder(folder);
    } catch (NoSuchFileException e) {
      // Nothing was ever stored there, so nothing can come back from there.
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The bytes of a body are not those that it announced. */
  static final class WrongBody extends IOException {
    WrongBody() {
      super("the bytes do not have the length or the SHA-256 that they were announced with");
    }
  }
}
