package io.holdfast.deploy.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private final SignInThrottle throttle =
      new SignInThrottle(Clock.fixed(Instant.parse("2026-03-12T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void tries_side_by_side_count_before_any_of_them_has_failed() {
    for (int i = 0; i < SignInThrottle.NAME_LIMIT; i++) {
      assertThat(throttle.begin("amara", "192.0.2.1")).isTrue();
    }

    assertThat(throttle.begin("amara", "192.0.2.2")).isFalse();
    assertThat(throttle.triesLeft("amara")).isZero();
  }

  @Test
  void success_counts_against_neither_the_name_nor_the_address() {
    for (int i = 0; i < 2 * SignInThrottle.ADDRESS_LIMIT; i++) {
      assertThat(throttle.begin("amara", "192.0.2.1")).isTrue();
      throttle.succeeded("amara", "192.0.2.1");
    }

    assertThat(throttle.triesLeft("amara")).isEqualTo(SignInThrottle.NAME_LIMIT);
  }

  @Test
  void failures_of_many_names_pause_their_address() {
    for (int i = 0; i < SignInThrottle.ADDRESS_LIMIT; i++) {
      assertThat(throttle.begin("name" + i, "192.0.2.1")).isTrue();
    }

    assertThat(throttle.begin("amara", "192.0.2.1")).isFalse();
    assertThat(throttle.begin("amara", "192.0.2.2")).isTrue();
  }
}
