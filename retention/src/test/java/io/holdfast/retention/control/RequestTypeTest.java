package io.holdfast.retention.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose key may say what. */
class RequestTypeTest {
  @ParameterizedTest
  @CsvSource({
    "desk, hold-placed",
    "desk, hold-released",
    "desk, disposal-planned",
    "desk, disposal-approved",
    "desk, clock-confirmed",
    "desk, person-added",
    "clock, disposal-planned",
    "clock, roll-call",
    "enforcer, hold-widened",
    "enforcer, removal-begun",
    "enforcer, removal-withdrawn",
    "enforcer, keyring-narrowed",
    "enforcer, segment-destroyed",
    "enforcer, disposal-completed",
  })
  void everyRoleSaysWhatIsItsToSay(String role, String type) {
    assertThat(RequestType.mayBeWritten(role, type)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "desk, segment-destroyed",
    "desk, keyring-narrowed",
    "desk, removal-begun",
    "desk, removal-withdrawn",
    "desk, hold-widened",
    "desk, disposal-completed",
    "clock, disposal-approved",
    "clock, hold-released",
    "clock, segment-destroyed",
    "clock, person-added",
    "enforcer, hold-released",
    "enforcer, disposal-approved",
    "enforcer, schedule-set",
    "enforcer, person-added",
    "intake, hold-placed",
  })
  void nobodySaysWhatIsAnothersToSay(String role, String type) {
    assertThat(RequestType.mayBeWritten(role, type)).isFalse();
  }

  @Test
  void everyTypeHasARoleThatMayWriteIt() {
    assertThat(RequestType.values())
        .allMatch(
            type ->
                List.of("desk", "clock", "enforcer").stream()
                    .anyMatch(role -> RequestType.mayBeWritten(role, type.code())));
    assertThat(Arrays.stream(RequestType.values()).map(RequestType::code)).doesNotHaveDuplicates();
  }
}
