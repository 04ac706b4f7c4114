package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandLinesTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path temporary;

  @Test
  void wrongUsageIsTwo() {
    assertThat(execute("up", "--nonsense")).isEqualTo(2);
    assertThat(err.toString()).startsWith("holdfast: Unknown option: '--nonsense'");
  }

  @Test
  void aPortInUseIsOneSentenceAndOne() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      String port = Integer.toString(taken.getLocalPort());
      Path data = temporary.resolve("data");
      assertThat(execute("up", "--data", data.toString(), "--port", port)).isEqualTo(1);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString()).contains("Port " + port).contains("choose another with --port");
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aStackTraceIsShownOnRequestOnly() {
    assertThat(execute("up", "--config", temporary.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be read").doesNotContain("\tat ");
    assertThat(execute("up", "--verbose", "--config", temporary.resolve("none.yaml").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
  }

  private int execute(String... arguments) {
    CommandLine commands = CommandLines.of(List.of(new UpCommand(Clock.systemUTC())));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }
}
