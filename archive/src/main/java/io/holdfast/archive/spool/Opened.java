package io.holdfast.archive.spool;

import io.holdfast.archive.capture.Capture;
import java.util.List;

/**
 * A capture whose session, bytes and (control, audit) author were checked.
 *
 * @param counter its place in its session on its partition, from 0
 * @param ended sessions of the same source on this partition that are over
 */
public record Opened(Capture capture, EdgeStatement session, long counter, List<SessionEnd> ended)
    implements Opening {
  /** Copies the list. */
  public Opened {
    ended = List.copyOf(ended);
  }
}
