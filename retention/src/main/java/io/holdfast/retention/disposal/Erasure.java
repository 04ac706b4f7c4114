package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.WormStore;
import io.holdfast.retention.control.RecordsState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Empties the names of objects that no longer count. What may go is worked out from the manifest
 * and the state alone, so that no control record can point at anything else. Repeating it is
 * harmless.
 */
final class Erasure {
  private static final int PAGE = 1000;

  private final WormStore store;
  private final Set<String> emptied = ConcurrentHashMap.newKeySet();

  Erasure(WormStore store) {
    this.store = store;
  }

  /** Empties what a narrowed or destroyed segment left behind: keys first. */
  void erase(SegmentRef segment, RecordsState state) {
    var fate = state.fate(segment.name()).orElseThrow();
    var entry = segment.entry();
    if (!entry.keyring().equals(fate.keyring())) {
      empty(entry.keyring().key());
    }
    eraseOrphans(segment, state);
    if (fate.destroyed()) {
      empty(entry.segment().key());
    }
    for (BlobEntry blob : entry.blobs()) {
      if (fate.destroyed() || fate.removed().contains(blob.number())) {
        empty(blob.object().key());
      }
    }
  }

  /**
   * Keyrings and segments of this manifest's place that nothing names: earlier narrower keyrings,
   * and what attempts left that died. Those that are still locked are left for later.
   */
  private void eraseOrphans(SegmentRef segment, RecordsState state) {
    var manifest = segment.manifest().manifest();
    Set<String> named = new HashSet<>();
    for (SegmentEntry entry : manifest.segments()) {
      state.keyring(entry).ifPresent(keyring -> named.add(keyring.name()));
      named.add(entry.segment().name());
      named.add(entry.keyring().name());
    }
    for (String folder : List.of("keyrings", "segments")) {
      String prefix = "%s/%s/%015d-".formatted(folder, manifest.stream(), manifest.sequence());
      for (ObjectKey name : all(prefix)) {
        if (!named.contains(name.value())) {
          release(name);
          var _ = store.delete(name);
        }
      }
    }
  }

  private List<ObjectKey> all(String prefix) {
    var names = new ArrayList<ObjectKey>();
    Optional<ObjectKey> after = Optional.empty();
    while (true) {
      var page = store.list(prefix, after, PAGE);
      names.addAll(page);
      if (page.size() < PAGE) {
        return names;
      }
      after = Optional.of(page.getLast());
    }
  }

  /** Releases, deletes and sees that the name is empty. */
  private void empty(ObjectKey name) {
    if (emptied.contains(name.value())) {
      return;
    }
    release(name);
    switch (store.delete(name)) {
      case Deletion.Gone() -> {
        if (store.stat(name).isPresent()) {
          throw new ArchiveException(
              Category.UNAVAILABLE, "object " + name + " was deleted and is still there");
        }
        emptied.add(name.value());
      }
      case Deletion.Forbidden(var protection) ->
          throw new ArchiveException(
              Category.REFUSED,
              "object "
                  + name
                  + " was disposed of and cannot be deleted: "
                  + protection
                  + "; it is tried again");
    }
  }

  private void release(ObjectKey name) {
    var stored = store.stat(name);
    if (stored.isPresent() && stored.get().protection().hold()) {
      store.setHold(name, false);
    }
  }

  /** Objects that will go when the given blobs' records go. */
  static List<ObjectEntry> going(
      SegmentRef segment, ObjectEntry keyring, boolean whole, List<ObjectEntry> blobs) {
    var objects = new ArrayList<ObjectEntry>();
    objects.add(keyring);
    if (whole) {
      objects.add(segment.entry().segment());
    }
    objects.addAll(blobs);
    return objects;
  }
}
