package io.holdfast.ingest.export;

/**
 * Tells by the records around whether a record's beginning is surely one, or may be part of the
 * text in front. Not thread-safe: it remembers the time of the record in front.
 */
final class Neighbours {
  /** A single record that stands more than this far outside its neighbours is suspicious. */
  private static final long FAR = 3_600;

  private final boolean strict;
  private final boolean rewritten;
  private final SenderTable once = new SenderTable();
  private long before;
  private Recall recall;

  /**
   * Neighbours.
   *
   * @param slice knows what stands in front of the first record
   */
  Neighbours(ExportPlan plan, ExportSlice slice) {
    strict = plan.framing() == Framing.IOS_STRICT;
    // where most write once, that is no sign
    int writers = plan.senders().known().size();
    rewritten =
        plan.framing() == Framing.NORMALISED
            && plan.platform() == Platform.IOS
            && plan.senders().once().size() * 2 <= writers;
    for (String name : plan.senders().once()) {
      once.add(name);
    }
    Long known = slice.before();
    before = known == null ? WallTime.NONE : known;
    recall = slice.recall();
  }

  /**
   * Whether the next record's beginning is sure.
   *
   * @param reader has just read the frame
   * @param local its own time
   * @param after the time of the record behind it
   */
  boolean sure(Frame frame, FrameReader reader, long local, long after) {
    // nothing stands in front of the first record that it could be part of
    boolean swallowed = frame.innerCrLf && frame.ordinal > 0;
    boolean pasted = strict && (frame.afterInnerCrLf || swallowed);
    recall = recall.next(before, local, frame.ordinal);
    boolean sure =
        !pasted
            && local != WallTime.NONE
            && (strict || !(recall.doubts() || outOfPlace(reader, local, after)))
            && !(rewritten && frame.ordinal > 0 && stranger(reader));
    before = local == WallTime.NONE ? before : local;
    return sure;
  }

  /**
   * A header that somebody typed into a message: far outside its neighbours, or outside them at all
   * and of a sender who writes nothing else.
   */
  private boolean outOfPlace(FrameReader reader, long local, long after) {
    if (before == WallTime.NONE || after == WallTime.NONE || before > after) {
      return false;
    }
    long off = Math.max(before - local, local - after);
    return off > FAR || (off > 0 && stranger(reader));
  }

  /** Somebody who writes this and nothing else. */
  private boolean stranger(FrameReader reader) {
    return reader.hasSender()
        && !reader.system()
        && once.find(reader.bytes(), reader.senderFrom, reader.senderTo) >= 0;
  }
}
