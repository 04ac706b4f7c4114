package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.KeyVault;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.ObjectKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;

/**
 * Writes and opens keyring objects.
 *
 * <p>Form: {@code HFK1}, the header's length (4 bytes, big-endian), the header (JSON: segment,
 * context, vault, the wrapping key wrapped by the vault and for recovery, nonce), and the
 * AES-256-GCM ciphertext of the keys. Associated data: everything before the ciphertext, then the
 * keyring's own name. Thread-safe.
 */
public final class Keyrings {
  private static final byte[] MAGIC = {'H', 'F', 'K', '1'};
  private static final int MAX_HEADER = 16 * 1024;

  private final KeyVault vault;
  private final HpkeSealer recovery;
  private final SecureRandom random;
  private final Map<String, WrappingKey> wrapping = new ConcurrentHashMap<>();
  private final Map<Bytes, SecretKey> unwrapped = new ConcurrentHashMap<>();

  /** Keyrings wrapped by a vault and for a recovery key. */
  public Keyrings(KeyVault vault, HpkeSealer recovery, SecureRandom random) {
    this.vault = vault;
    this.recovery = recovery;
    this.random = random;
  }

  /** The header of a keyring object. */
  record Header(
      String segment,
      String context,
      String vault,
      Bytes wrappedByVault,
      Bytes wrappedForRecovery,
      Bytes nonce) {}

  /** The object of a keyring under its name. */
  public Bytes write(
      ObjectKey name, ObjectKey segment, StreamId stream, LocalDate day, Keyring keyring) {
    WrappingKey key =
        wrapping.computeIfAbsent(
            "keyring " + stream + " " + day,
            context -> WrappingKey.create(context, vault, recovery, random));
    wrapping.keySet().removeIf(context -> !context.endsWith(day.toString()));
    byte[] nonce = new byte[SecretKey.NONCE];
    random.nextBytes(nonce);
    var header =
        new Header(
            segment.value(),
            key.context(),
            key.vault(),
            key.wrappedByVault(),
            key.wrappedForRecovery(),
            Bytes.of(nonce));
    byte[] head = head(RecordJson.mapper().writeValueAsBytes(header));
    byte[] sealed = key.key().seal(header.nonce(), keyring.encode(), associatedData(head, name));
    byte[] object = Arrays.copyOf(head, head.length + sealed.length);
    System.arraycopy(sealed, 0, object, head.length, sealed.length);
    return Bytes.wrap(object);
  }

  /**
   * Opens a keyring object.
   *
   * @throws IntegrityException when it is damaged or belongs to another name or segment
   */
  public Keyring open(ObjectKey name, ObjectKey segment, Bytes object) throws IntegrityException {
    byte[] all = object.toArray();
    int headLength = headLength(name, all);
    Header header = header(name, all, headLength);
    if (!header.segment().equals(segment.value())) {
      throw new IntegrityException("keyring " + name + " belongs to another segment");
    }
    SecretKey key = unwrap(header);
    byte[] sealed = Arrays.copyOfRange(all, headLength, all.length);
    byte[] head = Arrays.copyOf(all, headLength);
    return Keyring.decode(key.open(header.nonce(), sealed, associatedData(head, name)));
  }

  private SecretKey unwrap(Header header) throws IntegrityException {
    SecretKey known = unwrapped.get(header.wrappedByVault());
    if (known != null) {
      return known;
    }
    SecretKey key = SecretKey.of(vault.unwrap(header.wrappedByVault(), header.context()).toArray());
    if (unwrapped.size() > 4096) {
      unwrapped.clear();
    }
    unwrapped.put(header.wrappedByVault(), key);
    return key;
  }

  private static int headLength(ObjectKey name, byte[] all) throws IntegrityException {
    if (all.length < 8 || !Arrays.equals(all, 0, 4, MAGIC, 0, 4)) {
      throw new IntegrityException("keyring " + name + ": not a keyring");
    }
    int length = ByteBuffer.wrap(all, 4, 4).getInt();
    if (length < 2 || length > MAX_HEADER || 8 + length > all.length) {
      throw new IntegrityException("keyring " + name + ": a header of " + length + " bytes");
    }
    return 8 + length;
  }

  private static Header header(ObjectKey name, byte[] all, int headLength)
      throws IntegrityException {
    try {
      return RecordJson.mapper().readValue(Arrays.copyOfRange(all, 8, headLength), Header.class);
    } catch (JacksonException e) {
      throw new IntegrityException("keyring " + name + ": malformed header", e);
    }
  }

  private static byte[] head(byte[] header) {
    return ByteBuffer.allocate(8 + header.length)
        .put(MAGIC)
        .putInt(header.length)
        .put(header)
        .array();
  }

  private static byte[] associatedData(byte[] head, ObjectKey name) {
    byte[] utf8 = Bytes.utf8(name.value()).toArray();
    byte[] all = Arrays.copyOf(head, head.length + utf8.length);
    System.arraycopy(utf8, 0, all, head.length, utf8.length);
    return all;
  }
}
