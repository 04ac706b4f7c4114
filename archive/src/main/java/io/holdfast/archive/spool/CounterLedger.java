package io.holdfast.archive.spool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the counters of each session on one partition, in the order of the partition, and says
 * what is missing. A jump proves nothing by itself: the source may have been refused, which a later
 * session tells. So a session is judged when its end is told, or when it is long past ({@link
 * #expire}). Not thread-safe; one for each partition.
 */
public final class CounterLedger {
  /** A session a partition and hour: enough for years of a quiet partition. */
  private static final int JUDGED_KEPT = 20_000;

  private final boolean fromStart;
  private final Map<String, Count> sessions = new HashMap<>();
  private final Map<String, Long> judged =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > JUDGED_KEPT;
        }
      };

  private static final class Count {
    private final Instant lastNews;
    private final CounterSet absent = new CounterSet();
    private long next;
    private @Nullable SessionEnd end;

    private Count(Instant lastNews, long next) {
      this.lastNews = lastNews;
      this.next = next;
    }

    private boolean isNew(long counter) {
      if (counter < next) {
        return absent.remove(counter);
      }
      expectUpTo(counter);
      next = counter + 1;
      return true;
    }

    private void expectUpTo(long counter) {
      absent.append(next, counter);
      next = Math.max(next, counter);
    }
  }

  private CounterLedger(boolean fromStart) {
    this.fromStart = fromStart;
  }

  /** For a partition that is read from its first capture: every session begins at 0. */
  public static CounterLedger fromStart() {
    return new CounterLedger(true);
  }

  /** For a partition that is joined later: a session's first counter may be any. */
  public static CounterLedger joining() {
    return new CounterLedger(false);
  }

  /** Takes note of a capture; the first finding is about the capture itself. */
  public List<CounterFinding> note(Opened opened) {
    return note(
        opened.session().session(), opened.session().started(), opened.counter(), opened.ended());
  }

  List<CounterFinding> note(String session, Instant started, long counter, List<SessionEnd> ended) {
    List<CounterFinding> findings = new ArrayList<>();
    Count count =
        sessions.computeIfAbsent(session, _ -> new Count(started, first(session, counter)));
    boolean isNew = count.isNew(counter);
    findings.add(
        isNew ? new CounterFinding.Fresh() : new CounterFinding.Replayed(session, counter));
    for (SessionEnd end : ended) {
      judge(end, started, findings);
    }
    return findings;
  }

  /** What is expected next of a session that is not counted, or not any more. */
  private long first(String session, long told) {
    Long expired = judged.get(session);
    if (expired != null) {
      return Math.min(expired, told); // what was missing before is told already
    }
    return fromStart ? 0 : told;
  }

  private void judge(SessionEnd end, Instant now, List<CounterFinding> findings) {
    Count count = sessions.get(end.session());
    if (count == null) {
      count = new Count(now, first(end.session(), end.issued()));
      sessions.put(end.session(), count);
    }
    if (count.end == null) {
      count.end = end;
      count.expectUpTo(end.issued());
      missing(end.session(), count, findings);
    }
  }

  /**
   * Judges and forgets the sessions that began before the horizon, which must be older than a
   * session's life and any delay of delivery. What of them comes later counts as new.
   */
  public List<CounterFinding> expire(Instant horizon) {
    List<CounterFinding> findings = new ArrayList<>();
    for (Iterator<Map.Entry<String, Count>> all = sessions.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Count> entry = all.next();
      Count count = entry.getValue();
      if (count.lastNews.isBefore(horizon)) {
        all.remove();
        judged.put(entry.getKey(), count.next);
        if (count.end == null) {
          missing(entry.getKey(), count, findings);
        }
      }
    }
    return findings;
  }

  private static void missing(String session, Count count, List<CounterFinding> findings) {
    SessionEnd end = count.end;
    var lost = count.absent.without(end == null ? List.of() : end.refused());
    if (!lost.isEmpty()) {
      findings.add(new CounterFinding.Missing(session, lost));
    }
  }
}
