package io.holdfast.archive.store.file;

import io.holdfast.archive.TestClock;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.WormStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store under the contract. */
final class FileWormStoreTest implements WormStoreContract {
  private final TestClock clock = TestClock.at("2030-01-01T00:00:00.25Z");
  private final FileWormStore store;

  FileWormStoreTest(@TempDir Path root) {
    this.store = new FileWormStore(root, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public WormStore store() {
    return store;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void passTime(Instant until) {
    clock.set(until);
  }

  @Override
  public Duration shortLock() {
    return Duration.ofSeconds(1);
  }
}
