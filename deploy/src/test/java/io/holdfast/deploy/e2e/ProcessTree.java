package io.holdfast.deploy.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A process, its descendants, and every process that works in its data folder: engines leave the
 * group they were started in.
 */
record ProcessTree(@Nullable Process root, Path data) {
  Set<Long> pids() {
    var pids = new TreeSet<Long>();
    if (root != null && root.isAlive()) {
      pids.add(root.pid());
      root.descendants().map(ProcessHandle::pid).forEach(pids::add);
    }
    ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != ProcessHandle.current().pid() && worksIn(pid))
        .forEach(pids::add);
    return pids;
  }

  private boolean worksIn(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(data)
          || Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
              .contains(data.toString());
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }

  /** Signal 9 to all of them in one call, from another process; returns when they are gone. */
  void kill() throws IOException {
    Set<Long> pids = pids();
    if (!pids.isEmpty()) {
      var command = new ArrayList<>(List.of("kill", "-9"));
      pids.forEach(pid -> command.add(Long.toString(pid)));
      new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    }
    await().pollInterval(Duration.ofMillis(50)).until(() -> pids().isEmpty());
  }
}
