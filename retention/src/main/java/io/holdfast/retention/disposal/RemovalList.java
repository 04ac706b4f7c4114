package io.holdfast.retention.disposal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.Frontier;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.WormStore;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one removal takes out of one segment: a part of the certificate, written before anything
 * goes. No content and no hash of plaintext; a leaf is keyed, and its key goes with the record.
 *
 * @param object name of the segment object
 * @param index of the segment in its manifest
 * @param whole whether the segment object goes too
 */
record RemovalList(
    String object,
    StreamId stream,
    long sequence,
    int index,
    String retentionClass,
    Instant dueAt,
    boolean whole,
    List<Gone> records) {
  /** Keeps a copy. */
  RemovalList {
    records = List.copyOf(records);
  }

  /** One record that goes. */
  record Gone(int number, String id, Sha256 leaf) {}

  Bytes toJson() {
    return Bytes.wrap(RecordJson.mapper().writeValueAsBytes(this));
  }

  static RemovalList read(WormStore store, ObjectEntry entry) throws IntegrityException {
    return RecordJson.mapper()
        .readValue(store.read(entry.key(), entry.sha256()).toArray(), RemovalList.class);
  }

  Set<String> ids() {
    var ids = new LinkedHashSet<String>();
    records.forEach(gone -> ids.add(gone.id()));
    return ids;
  }

  /** The tree that the leaves make when they are put after those of a tree. */
  Frontier appendTo(Frontier tree) {
    Frontier grown = tree;
    for (var gone : records) {
      grown = grown.append(gone.leaf());
    }
    return grown;
  }
}
