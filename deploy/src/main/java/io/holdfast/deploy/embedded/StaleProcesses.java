package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Children of a parent that was killed. They are recognised by an argument that names this data
 * folder, so that a process id used again for something else is never touched. Call it only while
 * holding the folder's lock.
 */
final class StaleProcesses {
  private StaleProcesses() {}

  /** Ends every process that was started with this exact argument, and waits until it is gone. */
  static void stop(String argument, Duration patience) {
    String bytes =
        new String(argument.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    List<ProcessHandle> stale =
        ProcessHandle.allProcesses().filter(handle -> startedWith(handle, bytes)).toList();
    if (stale.isEmpty()) {
      return;
    }
    stale.forEach(ProcessHandle::destroy);
    if (!gone(stale, patience)) {
      stale.forEach(ProcessHandle::destroyForcibly);
      if (!gone(stale, Duration.ofSeconds(5))) {
        throw new ArchiveException(
            ArchiveException.Category.UNAVAILABLE,
            "Process %d of an earlier run cannot be stopped: end it by hand."
                .formatted(stale.getFirst().pid()));
      }
    }
  }

  private static boolean gone(List<ProcessHandle> handles, Duration patience) {
    try {
      CompletableFuture.allOf(
              handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process failed", e);
    }
  }

  private static boolean startedWith(ProcessHandle handle, String argument) {
    if (handle.pid() == ProcessHandle.current().pid()) {
      return false;
    }
    try {
      // not ProcessHandle.info(): it cuts long command lines
      String line =
          Files.readString(
              Path.of("/proc", Long.toString(handle.pid()), "cmdline"),
              StandardCharsets.ISO_8859_1);
      return List.of(line.split("\0")).contains(argument);
    } catch (IOException endedMeanwhile) {
      return false;
    }
  }
}
