package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.retention.control.ControlFollower;
import io.holdfast.retention.control.RetentionSettings;
import java.time.Instant;

/** Whether the clock may be believed when it says that something is due. */
final class ClockTrust {
  private final ControlFollower follower;
  private final RetentionSettings settings;

  ClockTrust(ControlFollower follower, RetentionSettings settings) {
    this.follower = follower;
    this.settings = settings;
  }

  /**
   * Refuses to go on while the clock is far ahead of everything ever sealed.
   *
   * @throws ArchiveException REFUSED with what to do
   */
  void check() throws IntegrityException {
    if (settings.rehearsal()) {
      return;
    }
    Instant now = settings.clock().instant();
    var newest = follower.newestSeal();
    boolean ahead =
        newest.isPresent() && now.isAfter(newest.get().plus(RetentionSettings.CLOCK_LEAD));
    if (ahead || follower.catchUp().clockSuspect()) {
      throw new ArchiveException(
          Category.REFUSED,
          "The clock says "
              + now
              + ", far ahead of the last seal ("
              + newest.map(Instant::toString).orElse("none")
              + "). Nothing is disposed of until a records officer has confirmed the clock");
    }
  }
}
