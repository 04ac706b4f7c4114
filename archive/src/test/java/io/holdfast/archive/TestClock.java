package io.holdfast.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class TestClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private TestClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock in UTC that shows the given time. */
  public static TestClock at(Instant now) {
    return new TestClock(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  /** A clock in UTC that shows the given time, written as in RFC 3339. */
  public static TestClock at(String now) {
    return at(Instant.parse(now));
  }

  /** Moves it on, or back when the duration is negative. */
  public void advance(Duration duration) {
    now.updateAndGet(time -> time.plus(duration));
  }

  /** Sets it. */
  public void set(Instant time) {
    now.set(time);
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock, moved together with this one, in another zone. */
  @Override
  public TestClock withZone(ZoneId other) {
    return new TestClock(now, other);
  }
}
