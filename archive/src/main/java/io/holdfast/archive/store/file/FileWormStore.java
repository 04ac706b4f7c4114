package io.holdfast.archive.store.file;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.Claim;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoreProbe;
import io.holdfast.archive.store.StoredObject;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The embedded write-once store: files on one machine, durable, single-node; the machine's
 * administrator can defeat it.
 *
 * <p>An object and its lock are on disk before the object gets its name by a hard link, which fails
 * when the name is taken. What has no sidecar, or a damaged one, is locked for good. One process
 * writes to a root; any number may read it with {@link #openReadOnly}. Thread-safe.
 */
public final class FileWormStore implements WormStore {
  private final FileTree tree;
  private final InstantSource clock;
  private final ObjectFiles objects;
  private final DurableFiles files;
  private final Optional<RootLock> rootLock;

  /** Writers of one name take turns; the link is the second barrier behind this one. */
  private final Stripes stripes = new Stripes();

  /**
   * Opens a root for writing, makes it when it is not there, and removes what a crash left
   * unfinished.
   *
   * @throws ArchiveException CONFLICT when another process holds the root
   */
  public FileWormStore(Path root, InstantSource clock) {
    this(root, clock, Steps.NONE);
  }

  FileWormStore(Path root, InstantSource clock, Steps steps) {
    this(new FileTree(absolute(root)), clock, steps, hold(absolute(root)));
    try {
      files.sweep();
    } catch (IOException e) {
      close();
      throw Trouble.at("opening", tree.root(), e);
    }
  }

  private FileWormStore(
      FileTree tree, InstantSource clock, Steps steps, Optional<RootLock> rootLock) {
    this.tree = tree;
    this.clock = clock;
    this.files = new DurableFiles(tree.root(), steps);
    this.objects = new ObjectFiles(tree);
    this.rootLock = rootLock;
  }

  /**
   * Opens a root for reading only, also while another process writes to it; every write is REFUSED.
   */
  public static FileWormStore openReadOnly(Path root, InstantSource clock) {
    if (!Files.isDirectory(root)) {
      throw new ArchiveException(
          Category.NOT_FOUND, "there is no store at " + root + "; check the path");
    }
    return new FileWormStore(new FileTree(absolute(root)), clock, Steps.NONE, Optional.empty());
  }

  private static Path absolute(Path root) {
    return root.toAbsolutePath().normalize();
  }

  private static Optional<RootLock> hold(Path root) {
    try {
      Files.createDirectories(root);
      return Optional.of(RootLock.take(root));
    } catch (IOException e) {
      throw Trouble.at("opening", root, e);
    }
  }

  @Override
  public void probe() {
    requireWritable();
    StoreProbe.check(this, clock.instant());
  }

  @Override
  public StoredObject put(ObjectKey key, Body body, Protection protection) {
    return store(key, body, protection)
        .orElseThrow(
            () ->
                new ArchiveException(
                    Category.CONFLICT,
                    "the name " + key + " has other bytes already; write under another name"));
  }

  @Override
  public Claim claim(ObjectKey key, Bytes content, Protection protection) {
    return store(key, Body.of(content), protection)
        .<Claim>map(Claim.Won::new)
        .orElseGet(() -> new Claim.Taken(readUnchecked(key)));
  }

  /** What is stored when it is ours or the same; nothing when other bytes have the name. */
  private Optional<StoredObject> store(ObjectKey key, Body body, Protection protection) {
    requireWritable();
    protection.requireFuture(key, clock.instant());
    try {
      Path temporary = files.writeTemporary(body);
      try {
        synchronized (stripes.of(key)) {
          return settleName(key, temporary, body, protection);
        }
      } catch (IOException e) {
        files.discard(temporary, e);
        throw e;
      }
    } catch (DurableFiles.WrongBody e) {
      throw new ArchiveException(
          Category.INVALID, "object " + key + " was not stored: " + e.getMessage(), e);
    } catch (IOException e) {
      throw Trouble.at("writing", tree.data(key), e);
    }
  }

  private Optional<StoredObject> settleName(
      ObjectKey key, Path temporary, Body body, Protection protection) throws IOException {
    if (!Files.exists(tree.data(key))) {
      writeSidecar(key, protection);
      files.link(temporary, tree.data(key));
      return Optional.of(readBack(key, protection));
    }
    Files.delete(temporary);
    if (!objects.hasBytes(key, body)) {
      return Optional.empty();
    }
    files.settle(tree.data(key), tree.sidecar(key));
    Protection present = objects.protection(key);
    Protection wanted = present.strengthenedBy(protection);
    if (!wanted.equals(present)) {
      writeSidecar(key, wanted);
    }
    return Optional.of(readBack(key, wanted));
  }

  private void writeSidecar(ObjectKey key, Protection protection) throws IOException {
    files.replace(tree.sidecar(key), Sidecar.of(key, protection).toJson());
  }

  private StoredObject readBack(ObjectKey key, Protection expected) {
    StoredObject stored = stat(key).orElseThrow(() -> Trouble.notFound(key));
    if (!stored.protection().equals(expected)) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "the disk did not keep the lock of "
              + key
              + ": wanted "
              + expected
              + ", read back "
              + stored.protection());
    }
    return stored;
  }

  @Override
  public Bytes read(ObjectKey key, Sha256 expected) throws IntegrityException {
    return expected.check(key.value(), readUnchecked(key));
  }

  @Override
  public Bytes readUnchecked(ObjectKey key) {
    return objects.read(key);
  }

  @Override
  public Bytes readRange(ObjectKey key, long offset, int length) {
    return objects.readRange(key, offset, length);
  }

  @Override
  public InputStream open(ObjectKey key) {
    return objects.open(key);
  }

  @Override
  public Optional<String> protectionFault(ObjectKey key) {
    try {
      return objects.isSidecarSound(key)
          ? Optional.empty()
          : Optional.of("its lock sidecar " + tree.sidecar(key) + " is missing or damaged");
    } catch (IOException e) {
      throw Trouble.at("reading", tree.sidecar(key), e);
    }
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    return objects.stat(key);
  }

  @Override
  public StoredObject extend(ObjectKey key, Instant retainUntil) {
    return change(key, present -> present.extendedTo(retainUntil, key, clock.instant()));
  }

  @Override
  public StoredObject setHold(ObjectKey key, boolean hold) {
    return change(key, present -> present.withHold(hold));
  }

  private StoredObject change(ObjectKey key, UnaryOperator<Protection> change) {
    requireWritable();
    synchronized (stripes.of(key)) {
      Protection present = stat(key).orElseThrow(() -> Trouble.notFound(key)).protection();
      Protection wanted = change.apply(present);
      try {
        if (!wanted.equals(present)) {
          writeSidecar(key, wanted);
        }
      } catch (IOException e) {
        throw Trouble.at("writing", tree.sidecar(key), e);
      }
      return readBack(key, wanted);
    }
  }

  @Override
  public Deletion delete(ObjectKey key) {
    requireWritable();
    synchronized (stripes.of(key)) {
      Optional<Protection> present = stat(key).map(StoredObject::protection);
      if (present.isPresent() && present.get().forbidsDeletionAt(clock.instant())) {
        return new Deletion.Forbidden(present.get());
      }
      try {
        files.unlink(tree.data(key), tree.sidecar(key));
      } catch (IOException e) {
        throw Trouble.at("deleting", tree.data(key), e);
      }
      return new Deletion.Gone();
    }
  }

  @Override
  public List<ObjectKey> list(String prefix, Optional<ObjectKey> after, int limit) {
    WormStore.requireLimit(limit);
    try {
      return tree.list(prefix, after.map(ObjectKey::value).orElse(""), limit);
    } catch (IOException e) {
      throw Trouble.at("listing", tree.objects(), e);
    }
  }

  private void requireWritable() {
    if (rootLock.isEmpty()) {
      throw new ArchiveException(
          Category.REFUSED,
          "the store at " + tree.root() + " was opened for reading only; stop the server to write");
    }
  }

  @Override
  public void close() {
    rootLock.ifPresent(RootLock::close);
  }
}
