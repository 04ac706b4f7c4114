package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.deploy.e2e.Holdfast.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting where it cannot be started, and stopping. */
final class OperationsIT {
  @TempDir Path temporary;

  @Test
  void wrongStartsHarmNothingAndAStopLeavesNothing() throws Exception {
    try (Holdfast holdfast = Holdfast.in(temporary.resolve("one"))) {
      holdfast.up();
      Api api = holdfast.as(holdfast.token("dana", "reviewer"));
      long before = api.hits("");

      String otherPort = Integer.toString(Holdfast.freePort());
      refused(
          holdfast.run("up", "--data", holdfast.data().toString(), "--port", otherPort), "in use");
      Holdfast other = Holdfast.in(temporary.resolve("two"));
      String samePort = Integer.toString(holdfast.port());
      refused(other.run("up", "--data", other.data().toString(), "--port", samePort), samePort);
      assertThat(other.tree().pids()).isEmpty();
      refused(
          other.run(Map.of("HOLDFAST_PROT", "8080"), other.upCommand().toArray(String[]::new)),
          "HOLDFAST_PROT");

      assertThat(api.hits("")).isEqualTo(before);
      holdfast.verified();
      assertThat(holdfast.terminate()).isLessThan(Duration.ofSeconds(15));
      assertThat(holdfast.tree().pids()).isEmpty();
    }
  }

  /** One clear sentence, and no stack of Java's. */
  private static void refused(Outcome outcome, String because) {
    assertThat(outcome.exit()).describedAs(outcome.toString()).isNotZero();
    assertThat(outcome.err()).contains(because).doesNotContain("\tat ");
  }
}
