package io.holdfast.ingest.imports;

import java.util.List;
import java.util.Optional;

/**
 * Where imports are remembered over restarts; the operational catalogue. Thread-safe; durable on
 * return.
 */
public interface ImportJobs {
  /** Writes a job over what was there. */
  void save(ImportJob job);

  /** One job. */
  Optional<ImportJob> find(String id);

  /** All jobs, newest first. */
  List<ImportJob> all();
}
