package io.holdfast.archive.keys;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;

/**
 * Wraps keys under a key that never leaves the vault.
 *
 * <p>Blocking and thread-safe. Trouble with the world is an {@link
 * io.holdfast.archive.ArchiveException}: UNAVAILABLE when the vault does not answer, REFUSED when
 * this identity may not use the key.
 */
public interface KeyVault {
  /** Names the vault and its key, for headers and messages; no secret. */
  String id();

  /**
   * Wraps a key, at most 4,096 bytes.
   *
   * @param context what the key is for; must be given again to unwrap
   */
  Bytes wrap(Bytes key, String context);

  /**
   * Unwraps a key.
   *
   * @throws IntegrityException when the wrapped key was changed, or belongs to another context or
   *     vault
   */
  Bytes unwrap(Bytes wrapped, String context) throws IntegrityException;
}
