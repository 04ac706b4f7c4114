package io.holdfast.deploy.cli;

import io.holdfast.archive.LoggedTrouble;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was started, newest first, once: at the end of the command or on SIGINT and SIGTERM.
 * A node gets five seconds; engines are killed after six and get a little more; everything else
 * only lets go of a lock. Together that stays below the fifteen that a stop may take. Thread-safe.
 */
final class Shutdown implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private record Step(String name, AutoCloseable closeable, long seconds) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  Shutdown() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::close));
  }

  /** Closed after everything that is added later; gets the time that engines need. */
  synchronized void engines(AutoCloseable closeable) {
    steps.push(new Step("The engines", closeable, 8));
  }

  /** A node: closed before everything that was added earlier; gets the time that its roles need. */
  synchronized void node(AutoCloseable closeable) {
    steps.push(new Step("The node", closeable, 5));
  }

  /** Closed before everything that was added earlier. */
  synchronized void add(AutoCloseable closeable) {
    steps.push(new Step(closeable.getClass().getSimpleName(), closeable, 2));
  }

  @Override
  public synchronized void close() {
    while (!steps.isEmpty()) {
      close(steps.pop());
    }
  }

  private static void close(Step step) {
    CompletableFuture<Void> closing = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> closeInto(step.closeable, closing));
    try {
      closing.get(step.seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("{} did not stop within {} s and is left behind", step.name, step.seconds);
    } catch (ExecutionException e) {
      log.warn("{} did not stop cleanly: {}", step.name, LoggedTrouble.whole(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeInto(AutoCloseable closeable, CompletableFuture<Void> closing) {
    try {
      closeable.close();
      closing.complete(null);
    } catch (Exception e) {
      closing.completeExceptionally(e);
    }
  }
}
