package io.holdfast.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SilentServerTest {
  @Test
  @Timeout(100) // without a patience of its own a call waits for two minutes
  void a_search_does_not_wait_for_a_server_that_hangs() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var engine =
            new SearchEngine(
                IndexSettings.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())),
                Duration.ofSeconds(4))) {
      assertThatExceptionOfType(ArchiveException.class)
          .isThrownBy(() -> engine.search(RecordJson.mapper().createObjectNode()))
          .satisfies(e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    }
  }
}
