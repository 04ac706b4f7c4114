package io.holdfast.retention.disposal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.Frontier;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.WormStore;
import io.holdfast.retention.disposal.RemovalList.Gone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;

/**
 * Writes down what goes, locked like the ledger, before it goes. Repeating it writes nothing new.
 */
final class RemovalWriter {
  private static final String FOLDER = "certificates/";

  private final EnforcerParts parts;
  private final Ledger ledger;

  RemovalWriter(EnforcerParts parts, Ledger ledger) {
    this.parts = parts;
    this.ledger = ledger;
  }

  /** A list in the store, with the root over its leaves. */
  record Written(ObjectEntry object, RemovalList list, Sha256 root) {}

  Written write(String disposal, SegmentRef segment, BitSet going, Moment moment)
      throws IntegrityException {
    var manifest = segment.manifest().manifest();
    var entry = segment.entry();
    var index =
        parts
            .segments()
            .index(
                entry.segment().key(),
                parts.store().read(entry.segment().key(), entry.segment().sha256()),
                entry.root());
    var gone = new ArrayList<Gone>();
    for (SealedRecord record : ledger.records(segment.manifest(), segment.index())) {
      int number = record.place().number();
      if (going.get(number)) {
        gone.add(new Gone(number, record.record().id(), index.leaves().get(number)));
      }
    }
    if (gone.size() != going.cardinality()) {
      throw new IntegrityException(
          "segment " + segment + ": not every record that is to go can be read and listed");
    }
    var list =
        new RemovalList(
            segment.name(),
            manifest.stream(),
            manifest.sequence(),
            segment.index(),
            entry.retentionClass(),
            moment.dueAt(),
            moment.whole(),
            gone);
    var object = put(parts.store(), disposal, "removed", list.toJson(), moment.now());
    return new Written(object, list, list.appendTo(Frontier.empty()).root());
  }

  /** Circumstances of a removal. */
  record Moment(Instant now, Instant dueAt, boolean whole) {}

  /**
   * The name carries the content's hash: the same bytes under the same name are the same object.
   */
  static ObjectEntry put(
      WormStore store, String disposal, String what, Bytes content, Instant now) {
    return put(store, disposal, what, Body.of(content), now);
  }

  static ObjectEntry put(WormStore store, String disposal, String what, Body body, Instant now) {
    var name =
        new ObjectKey(
            FOLDER + disposal + "/" + what + "-" + body.sha256().hex().substring(0, 32) + ".json");
    if (store.stat(name).isEmpty()) {
      store.put(name, body, Genesis.ledgerLock(now));
    }
    return new ObjectEntry(name.value(), body.sha256(), body.length());
  }
}
