package io.holdfast.archive.store.s3;

import static org.awaitility.Awaitility.await;

import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.WormStoreContract;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The S3 store under the contract, on a real gateway; the bucket is shared by its tests. */
@ExtendWith(CephExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3WormStoreTest implements WormStoreContract {
  private final S3WormStore store;

  S3WormStoreTest(CephGateway ceph) {
    this.store = new S3WormStore(ceph.settings("contract", "firm/archive"), InstantSource.system());
    store.createBucketIfMissing();
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Override
  public WormStore store() {
    return store;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void passTime(Instant until) {
    await().until(() -> Instant.now().isAfter(until.plusMillis(500)));
  }
}
