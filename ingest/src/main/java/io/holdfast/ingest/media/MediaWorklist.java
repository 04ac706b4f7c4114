package io.holdfast.ingest.media;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The files that sealed messages name and that are neither stored nor given up: all of it made from
 * the ledger and nothing else, so that it survives whatever the ledger survives. How often and when
 * a file was tried is forgotten at a stop; trying again at once after a start does no harm.
 * Thread-safe.
 */
final class MediaWorklist implements Projection {
  /** So many settled files are remembered, for messages that are sealed once more. */
  private static final int REMEMBERED = 500_000;

  private final PendingFiles files;
  private final ToLongFunction<StreamId> begin;
  private final Runnable changed;
  private final Map<StreamId, Long> positions = new HashMap<>();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Settled settled = new Settled();
  private final Map<String, Long> lost = new TreeMap<>();

  /** A file that waits, and how it went so far. */
  private static final class Waiting {
    private final MediaTask task;
    private Instant next;
    private int attempts;
    private boolean busy;
    private @Nullable MediaFailure failure;

    Waiting(MediaTask task) {
      this.task = task;
      this.next = Instant.MIN;
    }
  }

  /** Keys of files that came or were given up; the oldest are forgotten. */
  private static final class Settled extends LinkedHashMap<Long, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  /** A file that is due, and the how-manieth attempt this is. */
  record Due(MediaTask task, int attempt) {}

  MediaWorklist(PendingFiles files, ToLongFunction<StreamId> begin, Runnable changed) {
    this.files = files;
    this.begin = begin;
    this.changed = changed;
  }

  @Override
  public String name() {
    return "media";
  }

  @Override
  public long nextSequence(StreamId stream) {
    if (stream.topic() != Topic.CAPTURES) {
      return Long.MAX_VALUE;
    }
    synchronized (this) {
      Long known = positions.get(stream);
      if (known != null) {
        return known;
      }
    }
    long first = begin.applyAsLong(stream);
    synchronized (this) {
      return positions.computeIfAbsent(stream, _ -> first);
    }
  }

  @Override
  public void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    synchronized (this) {
      for (SealedRecord sealed : cycle.records()) {
        CanonicalRecord record = sealed.record();
        Optional<String> done = files.settled(record);
        if (done.isPresent()) {
          settle(done.get(), record);
        } else {
          files.tasks(record, manifest.sealedAt()).forEach(this::add);
        }
      }
      positions.put(manifest.stream(), manifest.sequence() + 1);
    }
    changed.run();
  }

  private void add(MediaTask task) {
    files.placeholder(task).filter(key -> !key.equals(task.key())).ifPresent(this::replaced);
    if (!settled.containsKey(fingerprint(task.key()))) {
      waiting.putIfAbsent(task.key(), new Waiting(task));
    }
  }

  private void replaced(String placeholder) {
    waiting.remove(placeholder);
    settled.put(fingerprint(placeholder), true);
  }

  private void settle(String key, CanonicalRecord record) {
    waiting.remove(key);
    if (settled.put(fingerprint(key), true) == null && record.extra() != null) {
      JsonNode reason = record.extra().path(PendingFiles.MEMBER).path("reason");
      if (reason.isString()) {
        lost.merge(reason.stringValue(), 1L, Long::sum);
      }
    }
  }

  private static long fingerprint(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public synchronized void drop() {
    positions.clear();
    waiting.clear();
    settled.clear();
    lost.clear();
  }

  /** Takes files whose time has come, the youngest first: their addresses live shortest. */
  synchronized List<Due> take(Instant now, int most) {
    if (most < 1) {
      return List.of();
    }
    var youngest =
        new PriorityQueue<Waiting>(Comparator.comparing((Waiting each) -> each.task.receivedAt()));
    for (Waiting each : waiting.values()) {
      if (!each.busy && !each.next.isAfter(now)) {
        youngest.add(each);
        if (youngest.size() > most) {
          youngest.poll();
        }
      }
    }
    var due = new ArrayList<Due>();
    for (Waiting each : youngest) {
      each.busy = true;
      each.attempts++;
      due.add(new Due(each.task, each.attempts));
    }
    return due;
  }

  /** It did not come and is tried again. */
  synchronized void failed(MediaTask task, MediaFailure failure, Instant next) {
    Waiting entry = waiting.get(task.key());
    if (entry != null) {
      entry.failure = failure;
      entry.next = next;
      entry.busy = false;
    }
  }

  synchronized MediaReport report(Instant now, boolean tokenSet) {
    var failing = new TreeMap<String, Long>();
    for (Waiting each : waiting.values()) {
      if (each.failure != null) {
        failing.merge(each.failure.code(), 1L, Long::sum);
      }
    }
    Optional<Instant> oldest =
        waiting.values().stream().map(each -> each.task.receivedAt()).min(Instant::compareTo);
    return new MediaReport(now, tokenSet, waiting.size(), oldest, failing, lost);
  }
}
