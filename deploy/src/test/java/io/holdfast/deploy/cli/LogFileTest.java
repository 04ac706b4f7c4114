package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final String CONTENT = "see you at eight";

  @TempDir Path folder;

  @Test
  void failuresOfLibrariesAreToldWithoutTheirWords() throws IOException {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    LogFile.open(context, folder);
    var failure = new IllegalStateException(CONTENT, new IOException(CONTENT));

    context.getLogger("org.example.library").error("a request failed", failure);
    context.getLogger("org.example.library").error("another failed: {}", 7, failure);
    context.stop();

    assertThat(Files.readAllLines(folder.resolve("holdfast.log")))
        .hasSize(2)
        .noneMatch(line -> line.contains(CONTENT))
        .allMatch(line -> line.contains("java.lang.IllegalStateException at "))
        .allMatch(line -> line.contains("caused by java.io.IOException at "));
  }
}
