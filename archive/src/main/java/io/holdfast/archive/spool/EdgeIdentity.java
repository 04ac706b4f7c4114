package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.SigningKey;

/**
 * Who a source is and what it seals with.
 *
 * @param role the role's name, for example {@code intake}
 * @param key the role's signing key
 * @param spoolKey the archiver's public spool key: the source cannot open what it sealed
 * @param partitionKey 32 secret bytes, the same at every source of a deployment: an account's
 *     partition reveals nothing about the account
 */
public record EdgeIdentity(String role, SigningKey key, HpkeSealer spoolKey, Bytes partitionKey) {
  /** Refuses a partition key that can be guessed. */
  public EdgeIdentity {
    if (partitionKey.length() != 32) {
      throw new IllegalArgumentException("a partition key has 32 bytes");
    }
  }

  /** Redacted. */
  @Override
  public String toString() {
    return "role " + role + " with " + key.verifyingKey() + ", sealing for " + spoolKey.keyId();
  }
}
