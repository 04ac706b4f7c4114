package io.holdfast.deploy.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** One running deployment for all tests that leave it as they found it; stopped after the last. */
final class SharedHoldfast implements ParameterResolver {
  /** A running deployment and a token for everything. */
  record Running(Holdfast holdfast, Api api, Path folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      holdfast.close();
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedHoldfast.class))
        .computeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private static boolean capturesAreSealed(Holdfast holdfast) throws IOException {
    Path ledger = holdfast.data().resolve("store/objects/ledger");
    if (!Files.isDirectory(ledger)) {
      return false;
    }
    try (Stream<Path> streams = Files.list(ledger)) {
      return streams.anyMatch(stream -> stream.getFileName().toString().startsWith("captures-"));
    }
  }

  private static Running start() {
    try {
      Path folder = Files.createTempDirectory("holdfast-e2e");
      Holdfast holdfast = Holdfast.in(folder);
      try {
        holdfast.up("--rehearsal");
        // the intake's own mark is sealed: whatever is sealed later is of the tests
        await().until(() -> capturesAreSealed(holdfast));
        String token =
            holdfast.token("dana", "reviewer,legal,records-officer,administrator,auditor");
        return new Running(holdfast, holdfast.as(token), folder);
      } catch (Throwable e) {
        holdfast.close();
        throw e;
      }
    } catch (Exception e) {
      throw new IllegalStateException("the shared deployment did not start", e);
    }
  }
}
