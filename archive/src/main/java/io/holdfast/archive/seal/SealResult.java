package io.holdfast.archive.seal;

import io.holdfast.archive.ledger.SealedManifest;

/** What came of a seal. */
sealed interface SealResult {
  /** The manifest that stands at the place now. */
  SealedManifest manifest();

  /** Ours stands. */
  record Sealed(SealedManifest manifest) implements SealResult {}

  /**
   * Another archiver was first: our attempt is dropped, its objects are orphans, and we read on
   * from theirs.
   */
  record Adopted(SealedManifest manifest) implements SealResult {}
}
