package io.holdfast.deploy.cli;

import io.holdfast.deploy.embedded.Engine;
import io.holdfast.deploy.embedded.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells the operator, line by line, how the engines do. Thread-safe. */
final class ConsoleProgress implements Progress {
  private final PrintWriter out;

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void starting(Engine engine) {
    say("Starting the %s…".formatted(engine.title()));
  }

  @Override
  public void ready(Engine engine, Duration took) {
    say(
        String.format(
            Locale.ROOT, "The %s is ready in %.1f s.", engine.title(), took.toMillis() / 1000.0));
  }

  @Override
  public void lost(Engine engine) {
    say("The %s has died; starting it again.".formatted(engine.title()));
  }

  @Override
  public void stopped(Engine engine) {
    say("The %s has stopped.".formatted(engine.title()));
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
