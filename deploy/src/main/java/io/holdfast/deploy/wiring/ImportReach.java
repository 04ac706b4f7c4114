package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.ingest.imports.Reach;
import io.holdfast.search.index.SearchEngine;

/** Asks the ledger and the index how far an import's slices have come. Thread-safe. */
record ImportReach(Sources sources, Shadow shadow, SearchEngine engine) implements Reach {
  @Override
  public boolean sealed(Receipt receipt) {
    return sources.sealed(receipt);
  }

  @Override
  public boolean searchable(Receipt receipt) {
    try {
      // answers at once, where a call for a document waits for an engine to come back
      engine.check();
      return shadow.indexed(sources.stream(receipt), receipt.offset());
    } catch (ArchiveException e) {
      // an engine that is away is what the caller asks about; the status page tells why
      return false;
    }
  }
}
