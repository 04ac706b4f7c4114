package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.KeyVault;
import io.holdfast.archive.keys.SecretKey;
import java.security.SecureRandom;

/**
 * A key that keyrings are encrypted under: one for each stream and day, wrapped twice, by the vault
 * and for the offline recovery key. Its wrapped forms travel in every keyring.
 *
 * @param context what it was wrapped for: {@code keyring STREAM DAY}
 * @param vault id of the vault
 */
record WrappingKey(
    SecretKey key, String context, String vault, Bytes wrappedByVault, Bytes wrappedForRecovery) {
  static WrappingKey create(
      String context, KeyVault vault, HpkeSealer recovery, SecureRandom random) {
    SecretKey key = SecretKey.random(random);
    Bytes raw = Bytes.wrap(key.raw());
    return new WrappingKey(
        key,
        context,
        vault.id(),
        vault.wrap(raw, context),
        recovery.seal(raw, Bytes.utf8(context)));
  }

  @Override
  public String toString() {
    return "WrappingKey[" + context + "]";
  }
}
