package io.holdfast.archive.ledger;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.keys.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes and checks checkpoints: C2SP {@code tlog-checkpoint} and {@code signed-note}, Ed25519.
 *
 * <p>The key's name is {@code holdfast/ARCHIVE}; its hash the first four bytes of SHA-256(name ‖
 * 0x0A ‖ 0x01 ‖ public key).
 */
public final class Checkpoints {
  private static final int KEY_HASH = 4;

  private Checkpoints() {}

  /** The first line of a stream's checkpoints. */
  public static String origin(String archive, StreamId stream) {
    return keyName(archive) + "/" + stream;
  }

  private static String keyName(String archive) {
    return "holdfast/" + archive;
  }

  /** Signs the head of a stream's tree. */
  public static Checkpoint sign(String archive, StreamId stream, Frontier tree, SigningKey key) {
    String origin = origin(archive, stream);
    String text = text(origin, tree.size(), tree.root());
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8)).toArray();
    byte[] hash = keyHash(keyName(archive), key.verifyingKey());
    byte[] line = Arrays.copyOf(hash, KEY_HASH + signature.length);
    System.arraycopy(signature, 0, line, KEY_HASH, signature.length);
    String note =
        text
            + "\n\u2014 "
            + keyName(archive)
            + " "
            + Base64.getEncoder().encodeToString(line)
            + "\n";
    return new Checkpoint(origin, tree.size(), tree.root(), note);
  }

  /**
   * Checks a note's form and signature.
   *
   * @throws IntegrityException when it is not a checkpoint of that archive and stream signed by
   *     that key
   */
  public static Checkpoint open(String archive, StreamId stream, String note, VerifyingKey key)
      throws IntegrityException {
    int blank = note.indexOf("\n\n");
    if (blank < 0) {
      throw new IntegrityException(
          "checkpoint of " + stream + ": no blank line before a signature");
    }
    String text = note.substring(0, blank + 1);
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[0].equals(origin(archive, stream))) {
      throw new IntegrityException("checkpoint of " + stream + ": another origin or form");
    }
    try {
      checkSignature(archive, text, note.substring(blank + 2), key);
      long size = Long.parseLong(lines[1]);
      Sha256 root = Sha256.wrap(Base64.getDecoder().decode(lines[2]));
      if (!text.equals(text(lines[0], size, root))) {
        throw new IntegrityException("checkpoint of " + stream + ": not in canonical form");
      }
      return new Checkpoint(lines[0], size, root, note);
    } catch (IllegalArgumentException e) {
      throw new IntegrityException("checkpoint of " + stream + ": malformed", e);
    }
  }

  private static void checkSignature(String archive, String text, String line, VerifyingKey key)
      throws IntegrityException {
    String prefix = "\u2014 " + keyName(archive) + " ";
    if (!line.startsWith(prefix) || !line.endsWith("\n")) {
      throw new IntegrityException("checkpoint: no signature of " + keyName(archive));
    }
    byte[] value = Base64.getDecoder().decode(line.substring(prefix.length(), line.length() - 1));
    byte[] hash = Arrays.copyOf(value, KEY_HASH);
    if (value.length < KEY_HASH || !MessageDigest.isEqual(hash, keyHash(keyName(archive), key))) {
      throw new IntegrityException("checkpoint: the signature is not " + keyName(archive) + "'s");
    }
    // the decoder forgives stray bits in the last character: a flipped one must not go unseen
    if (!line.equals(prefix + Base64.getEncoder().encodeToString(value) + "\n")) {
      throw new IntegrityException("checkpoint: its signature is not in canonical form");
    }
    Bytes signature = Bytes.of(value, KEY_HASH, value.length - KEY_HASH);
    key.verify(text.getBytes(StandardCharsets.UTF_8), signature);
  }

  private static String text(String origin, long size, Sha256 root) {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.toArray()) + "\n";
  }

  private static byte[] keyHash(String name, VerifyingKey key) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update((byte) 1);
    return Arrays.copyOf(digest.digest(key.raw().toArray()), KEY_HASH);
  }
}
