package io.holdfast.archive;

/** Evidence is broken: a hash, signature, chain or lock is not what the ledger says it must be. */
public final class IntegrityException extends Exception {
  /**
   * Broken evidence.
   *
   * @param message which object, what was expected and what was found
   */
  public IntegrityException(String message) {
    super(message);
  }

  /** Broken evidence, found by another failure. */
  public IntegrityException(String message, Throwable cause) {
    super(message, cause);
  }
}
