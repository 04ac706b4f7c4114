package io.holdfast.archive.keys;

import io.holdfast.archive.Bytes;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/**
 * The secrets of an archive; kept in the store only wrapped, by the vault and for recovery.
 *
 * @param ledger signs checkpoints
 * @param spool what edge sessions are sealed to
 * @param roles signs what a role writes; by role name
 * @param identity makes record ids
 * @param partition places accounts on partitions
 */
public record ArchiveKeys(
    SigningKey ledger,
    HpkeKeyPair spool,
    Map<String, SigningKey> roles,
    Bytes identity,
    Bytes partition) {
  private static final int SECRET = 32;

  /** Copies. */
  public ArchiveKeys {
    roles = Map.copyOf(roles);
  }

  /** New keys for the given roles. */
  public static ArchiveKeys generate(Iterable<String> roles, SecureRandom random) {
    var roleKeys = new TreeMap<String, SigningKey>();
    roles.forEach(role -> roleKeys.put(role, SigningKey.generate()));
    return new ArchiveKeys(
        SigningKey.generate(), HpkeKeyPair.generate(), roleKeys, secret(random), secret(random));
  }

  /** The public halves of the roles' keys. */
  public Map<String, VerifyingKey> roleVerifyingKeys() {
    var keys = new TreeMap<String, VerifyingKey>();
    roles.forEach((role, key) -> keys.put(role, key.verifyingKey()));
    return Map.copyOf(keys);
  }

  /** The form that is wrapped. */
  public Stored toStored() {
    var seeds = new TreeMap<String, Bytes>();
    roles.forEach((role, key) -> seeds.put(role, key.seed()));
    return new Stored(ledger.seed(), spool.privateKey(), seeds, identity, partition);
  }

  /** JSON form of the secrets: seeds and private keys, base64. Only ever inside a wrapping. */
  public record Stored(
      Bytes ledger, Bytes spool, Map<String, Bytes> roles, Bytes identity, Bytes partition) {
    /** The keys. */
    public ArchiveKeys toKeys() {
      var keys = new TreeMap<String, SigningKey>();
      roles.forEach((role, seed) -> keys.put(role, SigningKey.ofSeed(seed)));
      return new ArchiveKeys(
          SigningKey.ofSeed(ledger), HpkeKeyPair.ofPrivate(spool), keys, identity, partition);
    }

    @Override
    public String toString() {
      return "ArchiveKeys[redacted]";
    }
  }

  private static Bytes secret(SecureRandom random) {
    byte[] value = new byte[SECRET];
    random.nextBytes(value);
    return Bytes.wrap(value);
  }

  @Override
  public String toString() {
    return "ArchiveKeys[redacted]";
  }
}
