package io.holdfast.archive.spool;

import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The source's present session; a new one after an hour or a failed send. Thread-safe. */
final class Sessions {
  private final EdgeIdentity identity;
  private final SecureRandom random;
  private final Clock clock;
  private @Nullable EdgeSession current;

  Sessions(EdgeIdentity identity, SecureRandom random, Clock clock) {
    this.identity = identity;
    this.random = random;
    this.clock = clock;
  }

  synchronized EdgeSession current() {
    EdgeSession session = current;
    if (session == null || session.isOver(clock.instant())) {
      session = EdgeSession.open(identity, random, clock.instant());
      current = session;
    }
    return session;
  }

  /** Ends a session of which a send failed; harmless when it is over already. */
  synchronized void end(EdgeSession failed) {
    if (current == failed) {
      current = null;
    }
  }
}
