package io.holdfast.archive.store.s3;

import io.holdfast.archive.store.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The believed version ids of the names that were used last: hints that save a listing. They cannot
 * go stale unseen: the first version of a name stays the first until it is deleted, and then
 * reading it by its id finds nothing. Thread-safe.
 */
final class RecentVersions {
  private static final int LIMIT = 10_000;

  private final Map<ObjectKey, String> ids = new LinkedHashMap<>(16, 0.75f, true);

  synchronized Optional<String> get(ObjectKey key) {
    return Optional.ofNullable(ids.get(key));
  }

  synchronized void put(ObjectKey key, String version) {
    ids.put(key, version);
    if (ids.size() > LIMIT) {
      ids.remove(ids.keySet().iterator().next());
    }
  }

  synchronized void forget(ObjectKey key) {
    ids.remove(key);
  }
}
