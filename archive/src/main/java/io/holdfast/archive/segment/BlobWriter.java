package io.holdfast.archive.segment;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Writes files into the store, encrypted under keys of their own before they touch any disk.
 *
 * <p>The ciphertext is put together in a temporary file, because an object's length must be known
 * before a locked put. Blobs are locked for 35 days; the archiver extends the lock when it seals
 * their record. Thread-safe.
 */
public final class BlobWriter {
  /** For how long a blob is kept before a record claims it. */
  public static final Duration FIRST_LOCK = Duration.ofDays(35);

  private final WormStore store;
  private final Path temporary;
  private final SecureRandom random;
  private final InstantSource clock;

  /**
   * A writer.
   *
   * @param temporary folder for ciphertext on its way
   */
  public BlobWriter(WormStore store, Path temporary, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.temporary = temporary;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A blob that was written.
   *
   * @param sha256 of the plaintext
   * @param size of the plaintext in bytes
   */
  public record Written(BlobReference reference, Sha256 sha256, long size) {}

  /**
   * Encrypts and stores all of a stream, locked for {@link #FIRST_LOCK}; does not close the stream.
   */
  public Written write(InputStream content) {
    return write(
        LedgerNames.blob(attempt()), content, Protection.until(clock.instant().plus(FIRST_LOCK)));
  }

  /** As {@link #write(InputStream)}, under a given name and protection. */
  public Written write(ObjectKey name, InputStream content, Protection protection) {
    SecretKey key = SecretKey.random(random);
    Path file = null;
    try {
      file = Files.createTempFile(temporary, "blob-", ".sealed");
      var plain = new DigestInputStream(content, Sha256.newDigest());
      var sealed = Sha256.newDigest();
      long size;
      try (OutputStream out =
          new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), sealed)) {
        size = BlobCipher.seal(name, key, plain, out);
      }
      var body = new FileBody(file, Files.size(file), Sha256.wrap(sealed.digest()));
      store.put(name, body, protection);
      var reference =
          new BlobReference(name.value(), body.sha256(), body.length(), Bytes.wrap(key.raw()));
      return new Written(reference, Sha256.wrap(plain.getMessageDigest().digest()), size);
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "a file could not be taken in: " + e.getClass().getSimpleName(), e);
    } finally {
      delete(file);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "temporary file " + file + " could not be removed", e);
    }
  }

  private String attempt() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private record FileBody(Path file, long length, Sha256 sha256) implements Body {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
