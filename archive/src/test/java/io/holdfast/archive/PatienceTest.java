package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests wait long enough without saying so. */
class PatienceTest {
  @Test
  void whoeverWaitsHasTimeEnough() {
    var left = new AtomicLong();
    await()
        .conditionEvaluationListener(seen -> left.set(seen.getRemainingTimeInMS()))
        .until(() -> true);
    assertThat(left.get()).isBetween(60_000L, Patience.LIMIT.toMillis());
  }
}
