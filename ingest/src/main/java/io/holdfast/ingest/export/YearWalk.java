package io.holdfast.ingest.export;

import io.holdfast.ingest.export.Reckoning.Turn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks along the headers that have no year and notes where a new one begins: a phone leaves out
 * the year although the chat may have gone past the end of one. Mutable, one per order and pass.
 */
final class YearWalk {
  /** Every month has 31 days here. */
  private static final int YEAR = 12 * 31;

  /** Who goes back by more has gone past the end of a year. */
  private static final int HALF = YEAR / 2;

  /** Who then goes on by more has sent something late, in the old year. */
  private static final int LATE = YEAR - 12;

  /** No chat has so many; a file that has is no chat, and nothing tells its years. */
  private static final int MAX_TURNS = 200;

  private final List<Turn> turns = new ArrayList<>();
  private int last = -1;
  private int shift;
  private int latest = -1;
  private int latestShift;
  private int firstOfMedia;

  /** One more header without a year. */
  void header(int month, int day, long offset) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return;
    }
    int at = (month - 1) * 31 + day - 1;
    int step = last < 0 ? 0 : at - last;
    if (step < -HALF) {
      turn(offset, shift + 1);
    } else if (step > LATE && shift > 0) {
      turn(offset, shift - 1);
    }
    last = at;
    if (latest < 0 || shift > latestShift || (shift == latestShift && at > latest)) {
      latest = at;
      latestShift = shift;
    }
  }

  private void turn(long offset, int years) {
    shift = years;
    if (turns.size() <= MAX_TURNS) {
      turns.add(new Turn(offset, years));
    }
  }

  /** The name of a file says on which day the header that was met last was written. */
  void media(long day) {
    if (last < 0) {
      return;
    }
    int named = LocalDate.ofEpochDay(day).getYear();
    int best = named;
    for (int year = named - 1; year <= named + 1; year++) {
      boolean nearer = Math.abs(day(year, last) - day) < Math.abs(day(best, last) - day);
      best = nearer ? year : best;
    }
    firstOfMedia = Math.max(firstOfMedia, best - shift);
  }

  /**
   * The year of the first of these headers; 0 when nothing tells.
   *
   * @param written when the file was exported, or null
   * @param highestDay the last day that a header with a year names, or {@link WallTime#NONE}
   */
  int firstYear(@Nullable ExportDate written, long highestDay) {
    if (last < 0 || turns.size() > MAX_TURNS) {
      return 0;
    }
    if (firstOfMedia > 0 && !late(firstOfMedia, written)) {
      return firstOfMedia;
    }
    if (written != null && written.exact()) {
      int year = written.day().getYear() - latestShift;
      return late(year, written) ? year - 1 : year;
    }
    if (highestDay == WallTime.NONE) {
      return 0;
    }
    int next = LocalDate.ofEpochDay(highestDay).getYear() + 1;
    return late(next, written) ? next - 1 : next;
  }

  /** Where another year begins, with the years themselves. */
  List<Turn> turns(int firstYear) {
    return firstYear == 0
        ? List.of()
        : turns.stream().map(turn -> new Turn(turn.offset(), firstYear + turn.year())).toList();
  }

  private boolean late(int firstYear, @Nullable ExportDate written) {
    return ExportDate.isBefore(written, day(firstYear + latestShift, latest));
  }

  private static long day(int year, int at) {
    return LocalDate.of(year, at / 31 + 1, 1).toEpochDay() + at % 31;
  }
}
