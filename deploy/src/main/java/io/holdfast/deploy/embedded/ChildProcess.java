package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A child process that does not outlive us. The kernel ties its life to the *thread* that started
 * it, so that thread does nothing but wait for it. Safe for use by several threads.
 */
final class ChildProcess {
  /**
   * What to start.
   *
   * @param command with its prefix
   * @param environment all that the child sees: ours may hold secrets and is not handed on
   * @param log receives both outputs
   */
  record Launch(String name, List<String> command, Map<String, String> environment, Path log) {}

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  static ChildProcess start(Launch launch) {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("engine-" + launch.name)
        .daemon()
        .start(() -> startAndWait(launch, started));
    try {
      return new ChildProcess(started.join());
    } catch (CompletionException e) {
      throw new ArchiveException(
          ArchiveException.Category.MISCONFIGURED,
          "%s cannot be started: %s.".formatted(launch.name, e.getCause()),
          e);
    }
  }

  private static void startAndWait(Launch launch, CompletableFuture<Process> started) {
    try {
      Process process = begin(launch);
      started.complete(process);
      process.waitFor();
    } catch (IOException e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a tool to its end. */
  static void run(Launch launch, String input, Duration patience) {
    try {
      Process process = begin(launch);
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      } catch (IOException ended) {
        // a tool that ended before it read its input says why in its exit code and log
        process.toHandle();
      }
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw failed(launch, "did not end within " + patience.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw failed(launch, "ended with code " + process.exitValue());
      }
    } catch (IOException e) {
      throw failed(launch, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(launch, "was interrupted");
    }
  }

  private static ArchiveException failed(Launch launch, String how) {
    return new ArchiveException(
        ArchiveException.Category.MISCONFIGURED,
        "%s %s; its output is in %s.".formatted(launch.name, how, launch.log));
  }

  private static Process begin(Launch launch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launch.command);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(launch.environment);
    builder.directory(new File("/"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log.toFile()));
    return builder.start();
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Completes when the process has ended, for whatever reason. */
  CompletableFuture<Void> ended() {
    return process.onExit().thenAccept(done -> {});
  }

  /** Asks it to end; whether it did in time. */
  boolean terminate(Duration patience) {
    process.destroy();
    return awaitEnd(patience);
  }

  boolean awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(5));
  }
}
