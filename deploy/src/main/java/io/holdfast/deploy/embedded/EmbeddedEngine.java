package io.holdfast.deploy.embedded;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One engine on this machine. Starting finds what an earlier start left on disk; stopping is safe
 * to repeat. Used by one thread at a time, except {@link #healthy()}.
 */
interface EmbeddedEngine {
  /** Which one it is. */
  Engine engine();

  /**
   * Starts it and returns when it answers.
   *
   * @throws io.holdfast.archive.ArchiveException when it does not come up; nothing is left running
   */
  void start();

  /** Whether it answers now. */
  boolean healthy();

  /** Completes when what runs now has ended, asked or not. */
  CompletableFuture<Void> ended();

  /** Stops it, by force when it takes longer than the time given. */
  void stop(Duration patience);
}
