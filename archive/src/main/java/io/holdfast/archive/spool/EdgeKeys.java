package io.holdfast.archive.spool;

import io.holdfast.archive.keys.HpkeOpener;
import java.util.Optional;

/**
 * Finds the private half of a spool key. Empty: this key was never ours. A vault that cannot be
 * reached throws {@link io.holdfast.archive.ArchiveException} UNAVAILABLE, so that a capture is not
 * taken for unreadable. Thread-safe.
 */
@FunctionalInterface
public interface EdgeKeys {
  /** The opener with the key of this name. */
  Optional<HpkeOpener> find(String keyId);
}
