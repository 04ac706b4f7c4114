package io.holdfast.deploy.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Patience;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final Parts parts = new Parts();

  private AutoCloseable named(String name) {
    return () -> ended.add(name);
  }

  @Test
  void endsWithItsDoorsAndLastWhatTheRestStandsOn() {
    parts.ground(named("database"));
    parts.ground(named("engine"));
    parts.door(named("inner door"));
    parts.door(named("outer door"));
    parts.role(named("role"));
    parts.close();
    parts.close();
    assertThat(ended).containsExactly("outer door", "inner door", "role", "engine", "database");
  }

  @Test
  void aRoleThatIsSlowKeepsNoOtherFromEnding() throws Exception {
    var slow = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    parts.role(
        () -> {
          slow.await();
          ended.add("slow");
        });
    parts.role(
        () -> {
          other.countDown();
          throw new IllegalStateException("does not end well");
        });
    parts.ground(named("ground"));
    Thread closing = Thread.ofVirtual().start(parts::close);
    assertThat(other.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    slow.countDown();
    assertThat(closing.join(Patience.LIMIT)).isTrue();
    assertThat(ended).containsExactly("slow", "ground");
  }
}
