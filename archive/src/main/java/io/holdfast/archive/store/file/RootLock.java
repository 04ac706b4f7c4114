package io.holdfast.archive.store.file;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One process writes to a root; the operating system lets go of it when the process dies. */
final class RootLock implements AutoCloseable {
  private final FileChannel channel;

  private RootLock(FileChannel channel) {
    this.channel = channel;
  }

  static RootLock take(Path root) throws IOException {
    var channel =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new RootLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(root, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw inUse(root, null);
  }

  private static ArchiveException inUse(Path root, @Nullable Throwable cause) {
    return new ArchiveException(
        Category.CONFLICT,
        "the store at "
            + root
            + " is in use by another process; stop that one or give this one a folder of its own",
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the store's root could not be let go of", e);
    }
  }
}
