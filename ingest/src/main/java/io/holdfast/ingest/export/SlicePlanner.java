package io.holdfast.ingest.export;

import io.holdfast.archive.capture.Capture;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an export into slices at places where a reader can begin without knowing what stands in
 * front. Not thread-safe.
 */
final class SlicePlanner {
  private final WallTime time;
  private final long maxRecords;
  private final long maxBytes;
  private final Consumer<ExportSlice> sink;
  private final StampRun run = StampRun.ofSections();

  private Place begin = new Place(0, 1, 0, null, null, false, 0, Recall.NONE);
  private @Nullable Place candidate;
  private @Nullable Long previous;
  private Recall recall = Recall.NONE;
  private long end;

  /** A place where a slice may begin. */
  private record Place(
      long offset,
      long line,
      long ordinal,
      @Nullable Long before,
      @Nullable Long own,
      boolean afterInnerCrLf,
      int section,
      Recall recall) {
    ExportSlice until(long end, @Nullable Long after) {
      return new ExportSlice(
          offset, end, line, ordinal, before, after, afterInnerCrLf, section, recall);
    }
  }

  SlicePlanner(ExportPlan plan, int maxRecords, int maxBytes, Consumer<ExportSlice> sink) {
    // a record may bring a gap record with it
    this(
        WallTime.of(plan),
        Math.max(1, Math.min(maxRecords, Capture.MAX_RECORDS) / 2),
        Math.min(maxBytes, Capture.MAX_BODY),
        sink);
  }

  private SlicePlanner(WallTime time, long maxRecords, long maxBytes, Consumer<ExportSlice> sink) {
    this.time = time;
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  /** A planner that does not count records: its slices become no captures. */
  static SlicePlanner byBytes(ExportPlan plan, int maxBytes, Consumer<ExportSlice> sink) {
    return new SlicePlanner(WallTime.of(plan), Long.MAX_VALUE, maxBytes, sink);
  }

  void plan(RecordScanner scanner) throws IOException {
    while (scanner.next()) {
      frame(scanner.frame());
    }
    finish();
  }

  /** Cuts what is left behind the last cut. */
  void finish() {
    if (end > begin.offset()) {
      sink.accept(begin.until(end, null));
    }
  }

  /** One more frame of the file. */
  void frame(Frame frame) {
    run.enter(frame);
    Long own = frame.kind == Frame.Kind.RECORD ? known(time.seconds(frame.header)) : null;
    end = frame.offset + frame.length();
    if (run.fresh() && frame.offset > begin.offset()) {
      Place here =
          new Place(
              frame.offset,
              frame.line,
              frame.ordinal,
              previous,
              own,
              frame.afterInnerCrLf,
              run.section(),
              recall);
      if (full(frame.ordinal, frame.offset)) {
        cut(here);
      } else {
        candidate = here;
      }
    }
    if (candidate != null && full(frame.ordinal + 1, end)) {
      cut(candidate);
    }
    recall = next(own, frame.ordinal);
    previous = own == null ? previous : own;
  }

  private Recall next(@Nullable Long own, long ordinal) {
    return own == null || previous == null ? recall : recall.next(previous, own, ordinal);
  }

  private boolean full(long ordinal, long end) {
    return ordinal - begin.ordinal() > maxRecords || end - begin.offset() > maxBytes;
  }

  private void cut(Place at) {
    sink.accept(begin.until(at.offset(), at.own()));
    begin = at;
    candidate = null;
  }

  private static @Nullable Long known(long seconds) {
    return seconds == WallTime.NONE ? null : (Long) seconds;
  }
}
