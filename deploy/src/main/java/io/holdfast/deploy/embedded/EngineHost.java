package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.LoggedTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded engines of one data folder. A child that dies is started again on the same port.
 * Closing stops all of them: whatever has not ended after six seconds is killed; it may be called
 * from a shutdown hook and more than once.
 */
public final class EngineHost implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineHost.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(6);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /**
   * Who listens, and which clock measures.
   *
   * @param engines folder with the unpacked Elasticsearch
   */
  public record Surroundings(Path engines, Progress progress, InstantSource clock) {}

  private final DataFolder data;
  private final Surroundings surroundings;
  private final List<EmbeddedEngine> engines;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().name("engines-", 0).daemon().factory());
  private volatile boolean closing;

  private EngineHost(DataFolder data, Surroundings surroundings, Set<Engine> wanted) {
    this.data = data;
    this.surroundings = surroundings;
    ChildUser user = ChildUser.current(childrenReach());
    user.passThrough(data.root());
    this.engines = wanted.stream().map(engine -> create(engine, user)).toList();
  }

  private List<Path> childrenReach() {
    List<Path> reach = new ArrayList<>();
    reach.add(Path.of(System.getProperty("java.home")));
    if (data.root().getParent() != null) {
      reach.add(data.root().getParent());
    }
    if (Files.isDirectory(surroundings.engines)) {
      reach.add(surroundings.engines);
    }
    return reach;
  }

  private EmbeddedEngine create(Engine engine, ChildUser user) {
    return switch (engine) {
      case SPOOL -> new EmbeddedKafka(data);
      case SEARCH -> new EmbeddedElasticsearch(data, surroundings.engines, user);
      case CATALOGUE -> new EmbeddedPostgres(data, user);
    };
  }

  /**
   * Starts engines side by side and returns when all answer.
   *
   * @param wanted which ones; a command that only signs somebody in needs the catalogue alone
   * @throws ArchiveException when one does not come up; the others are stopped again
   */
  public static EngineHost start(DataFolder data, Set<Engine> wanted, Surroundings surroundings) {
    EngineHost host = new EngineHost(data, surroundings, wanted);
    try {
      host.startAll();
      return host;
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private void startAll() {
    List<Future<?>> starting = new ArrayList<>();
    for (EmbeddedEngine engine : engines) {
      starting.add(threads.submit(() -> startOne(engine)));
    }
    List<RuntimeException> failures = new ArrayList<>();
    starting.forEach(future -> await(future, failures));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private void startOne(EmbeddedEngine engine) {
    Instant begun = surroundings.clock.instant();
    surroundings.progress.starting(engine.engine());
    engine.start();
    Duration took = Duration.between(begun, surroundings.clock.instant());
    log.info("{} is ready after {} ms", engine.engine().title(), took.toMillis());
    surroundings.progress.ready(engine.engine(), took);
    if (!closing) {
      threads.execute(() -> watch(engine));
    }
  }

  private void watch(EmbeddedEngine engine) {
    try {
      engine.ended().get();
      revive(engine);
    } catch (ExecutionException e) {
      log.error("{} can no longer be watched: {}", engine.engine().title(), LoggedTrouble.whole(e));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive(EmbeddedEngine engine) {
    Duration pause = Duration.ofSeconds(1);
    while (!closing) {
      log.warn("{} has ended unexpectedly and is started again", engine.engine().title());
      surroundings.progress.lost(engine.engine());
      try {
        startOne(engine);
        return;
      } catch (ArchiveException e) {
        log.error("{} ({})", LoggedTrouble.words(e), e.category());
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private static void await(Future<?> future, List<RuntimeException> failures) {
    try {
      future.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      failures.add(
          cause instanceof ArchiveException known
              ? known
              : new ArchiveException(
                  Category.UNAVAILABLE,
                  "An engine failed: " + LoggedTrouble.words(cause) + ".",
                  cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(new ArchiveException(Category.UNAVAILABLE, "Interrupted while starting.", e));
    }
  }

  /** Where the engines answer. */
  public Endpoints endpoints() {
    return Endpoints.of(data.root());
  }

  /** Asks each engine whether it answers; takes a few seconds when one does not. */
  public Map<Engine, Boolean> health() {
    Map<Engine, Boolean> health = new EnumMap<>(Engine.class);
    engines.forEach(engine -> health.put(engine.engine(), engine.healthy()));
    return health;
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    List<Future<?>> stopping = new ArrayList<>();
    for (EmbeddedEngine engine : engines) {
      stopping.add(threads.submit(() -> stopOne(engine)));
    }
    List<RuntimeException> failures = new ArrayList<>();
    stopping.forEach(future -> await(future, failures));
    threads.shutdownNow();
    failures.forEach(failure -> log.warn("{}", LoggedTrouble.words(failure)));
  }

  private void stopOne(EmbeddedEngine engine) {
    engine.stop(STOP_PATIENCE);
    log.info("{} has stopped", engine.engine().title());
    surroundings.progress.stopped(engine.engine());
  }
}
