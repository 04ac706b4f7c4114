package io.holdfast.deploy.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;

/** A process that holds a data folder and its engines until it is killed. */
final class EngineProcess {
  private EngineProcess() {}

  /**
   * Starts the engines, puts one sample into each and then says so.
   *
   * @param arguments data folder, file to create when all is done
   */
  public static void main(String[] arguments) throws Exception {
    DataFolder folder = DataFolder.open(Path.of(arguments[0]), Purpose.ARCHIVE, Clock.systemUTC());
    EngineHost host = EngineHost.start(folder, EnumSet.allOf(Engine.class), surroundings());
    new Samples(host.endpoints()).write();
    Files.createFile(Path.of(arguments[1]));
    new CountDownLatch(1).await();
  }

  static EngineHost.Surroundings surroundings() {
    return new EngineHost.Surroundings(
        Path.of(System.getProperty("holdfast.engines")), Progress.silent(), InstantSource.system());
  }
}
