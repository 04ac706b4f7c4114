package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which everything of an embedded deployment lives. Opened by one process at a time;
 * open it with try-with-resources. Layout: `holdfast.json` (format), `holdfast.lock`, `kafka`,
 * `elasticsearch`, `postgres`, `run` (ports and generated credentials), `logs`; the archive adds
 * `store` and `keys`.
 */
public final class DataFolder implements AutoCloseable {
  /** The newest format that this program writes. */
  static final int FORMAT = 1;

  private static final long NEEDED_BYTES = 1L << 30;

  /** Rules for opening; tests bring their own. */
  record Rules(int format, List<FormatStep> steps, long neededBytes) {
    static Rules standard() {
      return new Rules(FORMAT, List.of(), NEEDED_BYTES);
    }
  }

  private final Path root;
  private final FolderFormat format;
  private final FolderLock lock;

  private DataFolder(Path root, FolderFormat format, FolderLock lock) {
    this.root = root;
    this.format = format;
    this.lock = lock;
  }

  /**
   * Opens a folder, creating it when it is missing or empty, and carries an older format forward.
   *
   * @param purpose what a new folder is made for; one that exists must have been made for the same
   * @throws ArchiveException when it is in use, too new, made for something else, not ours, or the
   *     disk is full; nothing is changed then
   */
  public static DataFolder open(Path path, Purpose purpose, Clock clock) {
    return open(path, purpose, clock, Rules.standard());
  }

  static DataFolder open(Path path, Purpose purpose, Clock clock, Rules rules) {
    Path root = create(path);
    refuseForeign(root);
    FolderLock lock = FolderLock.take(root);
    try {
      requireSpace(root, rules.neededBytes);
      FolderFormat format = FolderFormat.openOrCreate(root, purpose, clock, rules);
      DataFolder folder = new DataFolder(root, format, lock);
      OwnerFiles.folder(folder.run());
      OwnerFiles.folder(folder.logs());
      return folder;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * What an existing folder was made for, asked without opening it.
   *
   * @throws ArchiveException NOT_FOUND when it is no data folder
   */
  public static Purpose purposeOf(Path root) {
    return FolderFormat.read(root)
        .map(FolderFormat::purpose)
        .orElseThrow(
            () ->
                new ArchiveException(
                    Category.NOT_FOUND,
                    "%s is not a Holdfast data folder: name one with --data.".formatted(root)));
  }

  /** The folder itself, absolute. */
  public Path root() {
    return root;
  }

  /** What it was made for. */
  public Purpose purpose() {
    return format.purpose();
  }

  /** Ports and generated credentials, for the owner alone. */
  public Path run() {
    return root.resolve("run");
  }

  /** Logs of the program and its engines. */
  public Path logs() {
    return root.resolve("logs");
  }

  Path engine(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() {
    lock.close();
  }

  private static Path create(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new ArchiveException(
          Category.INVALID, "%s is not a folder: name another with --data.".formatted(absolute));
    }
    try {
      return OwnerFiles.folder(absolute).toRealPath();
    } catch (IOException e) {
      throw OwnerFiles.failed("open", absolute, e);
    }
  }

  private static void refuseForeign(Path root) {
    try (Stream<Path> entries = Files.list(root)) {
      boolean ours =
          FolderFormat.exists(root) || entries.allMatch(entry -> entry.endsWith(FolderLock.NAME));
      if (!ours) {
        throw new ArchiveException(
            Category.INVALID,
            "%s holds files that are not Holdfast's: name an empty folder with --data."
                .formatted(root));
      }
    } catch (IOException e) {
      throw OwnerFiles.failed("list", root, e);
    }
  }

  private static void requireSpace(Path root, long needed) {
    try {
      long usable = Files.getFileStore(root).getUsableSpace();
      if (usable < needed) {
        throw new ArchiveException(
            Category.UNAVAILABLE,
            "The disk of %s has %d MiB free and Holdfast needs %d MiB to start: make room."
                .formatted(root, usable >> 20, needed >> 20));
      }
    } catch (IOException e) {
      throw OwnerFiles.failed("measure the disk of", root, e);
    }
  }
}
