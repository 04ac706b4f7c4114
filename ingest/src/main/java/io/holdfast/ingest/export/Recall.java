package io.holdfast.ingest.export;

/**
 * Whether the records go back to an earlier time, as they do where somebody pasted a piece of
 * another export, or of the same, into a message: until the time goes on where it left off, each of
 * them may be part of that message. JSON-serialisable.
 *
 * @param peak the time where it left off, local seconds since 1970
 * @param left how many records more are doubted; a chat whose clock went back for good is not
 *     doubted for ever
 */
public record Recall(long peak, int left) {
  static final Recall NONE = new Recall(0, 0);

  /** Late messages and changed clocks go back by less, or alone. */
  private static final long FAR = 3_600;

  private static final int MOST = 50;

  /** The first notices of a chat often carry a later date than its first messages. */
  private static final long BEGINNING = 3;

  /**
   * With one record more.
   *
   * @param before time of the record in front, or {@link WallTime#NONE}
   * @param local its own time, or {@link WallTime#NONE}
   */
  Recall next(long before, long local, long ordinal) {
    if (local == WallTime.NONE || before == WallTime.NONE) {
      return this;
    }
    if (left > 0) {
      return local >= peak ? NONE : new Recall(peak, left - 1);
    }
    return before - local > FAR && ordinal > BEGINNING ? new Recall(before, MOST) : NONE;
  }

  boolean doubts() {
    return left > 0;
  }
}
