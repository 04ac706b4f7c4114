package io.holdfast.archive.store;

import io.holdfast.archive.Bytes;

/** The answer to a put under a contested name. */
public sealed interface Claim {
  /** Ours is the object of that name, or the very same bytes were there already. */
  record Won(StoredObject object) implements Claim {}

  /** Somebody else's bytes were first; ours are not part of the store. */
  record Taken(Bytes content) implements Claim {}
}
