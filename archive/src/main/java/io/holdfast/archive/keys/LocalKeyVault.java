package io.holdfast.archive.keys;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * A vault that is a file beside the store: 64 hex digits, readable by its owner only.
 *
 * <p>For the embedded default. Whoever reads the file and the store reads everything; whoever loses
 * the file needs the offline recovery key. Wrapped form: nonce (12 bytes) and AES-256-GCM
 * ciphertext with the context as associated data. Thread-safe.
 */
public final class LocalKeyVault implements KeyVault {
  private final SecretKey key;
  private final SecureRandom random;

  private LocalKeyVault(SecretKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** Opens the vault of an existing key file. */
  public static LocalKeyVault open(Path file, SecureRandom random) {
    try {
      String hex = Files.readString(file).strip();
      return new LocalKeyVault(SecretKey.of(HexFormat.of().parseHex(hex)), random);
    } catch (IllegalArgumentException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "the key file " + file + " is damaged: it must hold 64 hex digits",
          e);
    } catch (IOException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "the key file "
              + file
              + " cannot be read; without it the archive opens only with the recovery key",
          e);
    }
  }

  /** Makes a new key file, durable before it is used; refuses when there is one. */
  public static LocalKeyVault create(Path file, SecureRandom random) {
    SecretKey key = SecretKey.random(random);
    try {
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Set<StandardOpenOption> options =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (FileChannel channel = FileChannel.open(file, options, owner)) {
        channel.write(
            ByteBuffer.wrap(Bytes.utf8(HexFormat.of().formatHex(key.raw()) + "\n").toArray()));
        channel.force(true);
      }
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
      return new LocalKeyVault(key, random);
    } catch (IOException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED, "the key file " + file + " cannot be made: " + e.getMessage(), e);
    }
  }

  @Override
  public String id() {
    byte[] name = key.derive("holdfast local vault name");
    return "local:" + Sha256.of(name).hex().substring(0, 16);
  }

  @Override
  public Bytes wrap(Bytes plain, String context) {
    byte[] nonce = new byte[SecretKey.NONCE];
    random.nextBytes(nonce);
    byte[] sealed = key.seal(Bytes.wrap(nonce), plain.toArray(), Bytes.utf8(context).toArray());
    byte[] wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
    return Bytes.wrap(wrapped);
  }

  @Override
  public Bytes unwrap(Bytes wrapped, String context) throws IntegrityException {
    byte[] all = wrapped.toArray();
    if (all.length < SecretKey.NONCE + SecretKey.TAG) {
      throw new IntegrityException("a wrapped key of " + all.length + " bytes is too short");
    }
    Bytes nonce = Bytes.of(all, 0, SecretKey.NONCE);
    byte[] sealed = Arrays.copyOfRange(all, SecretKey.NONCE, all.length);
    try {
      return Bytes.wrap(key.open(nonce, sealed, Bytes.utf8(context).toArray()));
    } catch (IntegrityException e) {
      throw new IntegrityException(
          "the vault " + id() + " did not wrap this key for " + context, e);
    }
  }
}
