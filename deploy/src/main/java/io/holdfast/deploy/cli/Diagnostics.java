package io.holdfast.deploy.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Sentences on standard error. */
final class Diagnostics {
  private final PrintWriter err;

  private Diagnostics(PrintWriter err) {
    this.err = err;
  }

  static Diagnostics of(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("not called through picocli");
    }
    return new Diagnostics(spec.commandLine().getErr());
  }

  /** What went wrong with a file. */
  void about(Object file, @Nullable String sentence) {
    say("holdfast: %s: %s".formatted(file, sentence));
  }

  void say(String line) {
    err.println(line);
    err.flush();
  }

  /** Overwrites the line before; only where a person looks. */
  void overwrite(String line) {
    err.print("\r\033[2K" + line);
    err.flush();
  }
}
