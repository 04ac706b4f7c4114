package io.holdfast.ingest.export;

import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordLines;
import io.holdfast.ingest.export.SliceChunks.Chunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the slices of one export on several threads and hands their lines out in the file's order.
 * Holds a slice for each thread and two more. For one export, then closed.
 */
final class SideBySide implements AutoCloseable {
  private final SliceContext whole;
  private final RecordIdentity identity;
  private final int ahead;
  private final ExecutorService threads;
  private final Queue<RecordLines> spare = new ConcurrentLinkedQueue<>();
  private final Deque<Future<RecordLines>> under = new ArrayDeque<>();

  /**
   * Threads for an export.
   *
   * @param whole what is true of every slice
   */
  SideBySide(SliceContext whole, RecordIdentity identity, int count) {
    this.whole = whole;
    this.identity = identity;
    ahead = count + 2;
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("export-", 0).factory());
  }

  void read(SliceChunks chunks, ExportLines out) throws IOException {
    for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
      Chunk mine = chunk;
      under.add(threads.submit(() -> lines(mine)));
      if (under.size() == ahead) {
        hand(under.remove(), out);
      }
    }
    while (!under.isEmpty()) {
      hand(under.remove(), out);
    }
  }

  private RecordLines lines(Chunk chunk) throws IOException {
    RecordLines kept = spare.poll();
    RecordLines lines = kept == null ? new RecordLines() : kept;
    var maker = new RecordMaker(whole.of(chunk.slice()), identity);
    ExportPlan plan = whole.plan();
    var scanner = new RecordScanner(chunk.bytes(), plan.template(), plan.framing(), chunk.slice());
    while (scanner.next()) {
      maker.make(scanner.frame(), scanner.following(), lines::add);
    }
    return lines;
  }

  private void hand(Future<RecordLines> done, ExportLines out) {
    try {
      RecordLines lines = done.get();
      out.take(lines);
      lines.clear();
      spare.add(lines);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException known -> throw known;
        case IOException known -> throw new UncheckedIOException(known);
        case null, default -> throw new IllegalStateException("a slice was not read", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an export was read", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
