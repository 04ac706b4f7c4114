package io.holdfast.archive.seal;

import io.holdfast.archive.record.CanonicalRecord;
import java.time.Instant;

/**
 * What decides a record's class, lock and holds when it is sealed. Retention has it; the archiver
 * is handed it.
 */
public interface ProtectionRule {
  /** The rule as it stands now; everything decided for one seal uses one snapshot. Thread-safe. */
  Snapshot current();

  /** A rule that does not change any more. */
  interface Snapshot {
    /** Version of the retention schedule. */
    long scheduleVersion();

    /** How many control manifests this snapshot has folded. */
    long controlPosition();

    /** What protects a record that is sealed at the given time. */
    Ruling rule(CanonicalRecord record, Instant sealedAt);
  }

  /**
   * What protects a record.
   *
   * @param retentionClass the class's stable code, {@code [a-z0-9-]+}
   * @param retainUntil the minimum: locked in the store until then at least
   * @param dueAt the end: disposal may be planned from then on; never before {@code retainUntil}
   * @param erasable whether the class allows erasure before its end
   * @param held whether a hold in force matches it
   */
  record Ruling(
      String retentionClass, Instant retainUntil, Instant dueAt, boolean erasable, boolean held) {}
}
