package io.holdfast.deploy.embedded;

import java.time.Duration;

/** Hears how the engines come up and go down. Called from several threads. */
public interface Progress {
  /** An engine begins to start. */
  void starting(Engine engine);

  /** An engine answers. */
  void ready(Engine engine, Duration took);

  /** An engine that was up has died and is being started again. */
  void lost(Engine engine);

  /** An engine has stopped, as asked. */
  void stopped(Engine engine);

  /** Listens to nothing. */
  static Progress silent() {
    return new Silent();
  }

  /** Nobody listens. */
  final class Silent implements Progress {
    private Silent() {}

    @Override
    public void starting(Engine engine) {}

    @Override
    public void ready(Engine engine, Duration took) {}

    @Override
    public void lost(Engine engine) {}

    @Override
    public void stopped(Engine engine) {}
  }
}
