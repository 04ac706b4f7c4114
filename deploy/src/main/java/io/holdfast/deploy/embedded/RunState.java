package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What an engine keeps between starts, in `run/ENGINE.json`, readable by the owner only.
 *
 * @param port where clients connect
 * @param innerPort where the engine talks to itself (Kafka's controller, Elasticsearch's
 *     transport), or 0
 * @param user who signs in
 * @param password generated at the first start
 */
record RunState(int port, int innerPort, String user, String password) {

  static Optional<RunState> read(Path run, Engine engine) {
    Path file = file(run, engine);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RecordJson.mapper().readValue(Files.readAllBytes(file), RunState.class));
    } catch (IOException | JacksonException e) {
      throw new ArchiveException(
          ArchiveException.Category.MISCONFIGURED,
          "%s cannot be read: remove it, a new one is written at the next start.".formatted(file),
          e);
    }
  }

  /** Last time's state with ports that are free now, or a new one with a generated password. */
  static RunState next(Path run, Engine engine, String user) {
    RunState last = read(run, engine).orElseGet(() -> new RunState(0, 0, user, generate()));
    int port = Ports.loopback(last.port, engine.firstPort());
    int innerPort = Ports.loopback(last.innerPort, engine.firstPort());
    while (innerPort == port) {
      innerPort = Ports.loopback(0, engine.firstPort());
    }
    return new RunState(port, innerPort, last.user, last.password);
  }

  void write(Path run, Engine engine) {
    OwnerFiles.write(file(run, engine), RecordJson.mapper().writeValueAsBytes(this));
  }

  Credentials credentials() {
    return new Credentials(user, Secret.of(password));
  }

  @Override
  public String toString() {
    return "RunState[port=%d, innerPort=%d, user=%s]".formatted(port, innerPort, user);
  }

  private static Path file(Path run, Engine engine) {
    return run.resolve(engine.id() + ".json");
  }

  private static String generate() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
