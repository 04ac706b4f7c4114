package io.holdfast.archive.store;

/** The answer to a deletion. */
public sealed interface Deletion {
  /** No version and no marker of the name is left; also the answer when there was none. */
  record Gone() implements Deletion {}

  /** A lock or hold forbids it; nothing that is protected was touched. */
  record Forbidden(Protection protection) implements Deletion {}
}
