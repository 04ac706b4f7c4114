package io.holdfast.retention;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.retention.TestArchive.Running;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.hold.HoldTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An archive for each test, and the people and acts that they speak of. */
abstract class RetentionScene {
  static final Actor RUTH = new Actor("ruth", "records-officer");
  static final Actor STEFAN = new Actor("stefan", "records-officer");
  static final Duration EIGHT_YEARS = Duration.ofDays(8 * 366);
  static final String ANN = "+447700900001";
  static final String BOB = "+447700900002";
  static final String FIRM = "+442079460000";

  @TempDir Path folder;
  TestArchive archive;

  @BeforeEach
  final void found() {
    archive = new TestArchive(folder);
  }

  @AfterEach
  final void close() {
    archive.close();
  }

  static HoldTerms addresses(String... addresses) {
    return new HoldTerms(List.of(), List.of(addresses), List.of(), null, null, null);
  }

  final Instant now() {
    return archive.clock.instant();
  }

  /** What somebody wrote to the firm just now. */
  final CanonicalRecord message(String event, String from) {
    return TestRecords.message(event, now(), from, FIRM);
  }

  /** A message of Ann's and one of Bob's, sealed together. */
  final void captureTwo() throws Exception {
    archive.capture(message("ann-1", ANN), message("bob-1", BOB));
  }

  /** The first segment of a cycle of captures, counted from 0. */
  final SegmentEntry segment(long sequence) throws IntegrityException {
    return archive
        .sealing
        .ledger()
        .manifest(archive.sealing.stream(Topic.CAPTURES), sequence)
        .orElseThrow()
        .manifest()
        .segments()
        .getFirst();
  }

  /** Plans, approves and carries out what is due. */
  static Disposal dispose(Running running) throws Exception {
    var plan = running.records().planDisposal(RUTH);
    running.records().approveDisposal(STEFAN, plan.id());
    running.enforcer().runOnce();
    return plan;
  }
}
