package io.holdfast.ingest.imports;

import io.holdfast.archive.capture.Receipt;

/** How far a capture that the spool acknowledged has come. Thread-safe. */
public interface Reach {
  /** Whether it is in the ledger. */
  boolean sealed(Receipt receipt);

  /** Whether its records can be found; false as long as the index cannot be asked. */
  boolean searchable(Receipt receipt);
}
