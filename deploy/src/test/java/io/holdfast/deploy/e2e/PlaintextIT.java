package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import io.holdfast.deploy.e2e.SharedHoldfast.Running;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No message text in brokers' files, logs, staging, store or temporary files. */
@ExtendWith(SharedHoldfast.class)
final class PlaintextIT {
  private static final String POSTED = "canaryposted7261";
  private static final String IMPORTED = "canaryimported9315";

  @TempDir Path temporary;

  @Test
  void noTextLiesWhereItShouldNot(Running running) throws Exception {
    Holdfast holdfast = running.holdfast();
    var message = new Message("PT1", "447700900400", POSTED, Instant.now());
    assertThat(holdfast.platform().deliver(message)).isEqualTo(200);
    Path export = new Exports(temporary).android("WhatsApp Chat with A Canary.zip", IMPORTED);
    Outcome imported =
        holdfast.run(Map.of("HOLDFAST_TOKEN", running.api().token()), "import", export.toString());
    assertThat(imported.exit()).describedAs(imported.toString()).isZero();
    await().until(() -> running.api().hits(POSTED) == 1 && running.api().hits(IMPORTED) == 3);

    for (String canary : List.of(POSTED, IMPORTED)) {
      var traces = new Traces(canary);
      for (String folder : List.of("kafka", "logs", "incoming", "store")) {
        assertThat(traces.in(holdfast.data().resolve(folder))).isEmpty();
      }
      assertThat(traces.in(holdfast.temporary())).isEmpty();
      assertThat(holdfast.output()).doesNotContain(canary);
    }
    assertThat(new Traces("WhatsApp Chat").in(temporary)).containsExactly(export);
  }
}
