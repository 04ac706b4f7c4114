package io.holdfast.deploy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * How far an import has come, on standard error: one line that moves where a person looks, a line a
 * stage elsewhere. Thread-safe.
 */
final class ImportProgress {
  private final Path file;
  private final long size;
  private final Diagnostics diagnostics;
  private final boolean moving;
  private String shown = "";
  private long step = -1;

  ImportProgress(Path file, long size, Diagnostics diagnostics, boolean moving) {
    this.file = file;
    this.size = size;
    this.diagnostics = diagnostics;
    this.moving = moving;
  }

  /** Bytes that have left. */
  synchronized void sent(long bytes) {
    long now = size == 0 ? 100 : bytes * 100 / size;
    boolean worthIt = moving ? now > step : now / 25 > step / 25 || step < 0;
    if (worthIt) {
      step = now;
      show("uploading %s of %s (%d %%)".formatted(amount(bytes), amount(size), now));
    }
  }

  /** What the server says. */
  synchronized void at(JsonNode status) {
    if (status.path("state").asString("").equals("archiving")) {
      JsonNode counts = status.path("counts");
      long all =
          List.of("messages", "system", "unrecognised").stream()
              .mapToLong(name -> counts.path(name).asLong(0))
              .sum();
      JsonNode archived = counts.path("archived");
      show(
          moving && archived.isNumber() && all > 0
              ? String.format(Locale.ROOT, "archiving %,d of %,d", archived.asLong(), all)
              : "archiving");
    } else if (status.path("state").asString("").equals("receiving")) {
      show("being looked at");
    }
  }

  /** What follows stands on a line of its own. */
  synchronized void over() {
    if (moving) {
      diagnostics.overwrite("");
    }
  }

  private void show(String what) {
    if (what.equals(shown)) {
      return;
    }
    shown = what;
    String line = "%s: %s".formatted(file.getFileName(), what);
    if (moving) {
      diagnostics.overwrite(line);
    } else {
      diagnostics.say(line);
    }
  }

  private static String amount(long bytes) {
    if (bytes < 1 << 20) {
      return String.format(Locale.ROOT, "%,d KiB", (bytes + 1023) / 1024);
    }
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) (1 << 20));
  }
}
