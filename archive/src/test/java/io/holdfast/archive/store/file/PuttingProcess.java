package io.holdfast.archive.store.file;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** A program that puts numbered objects and prints each number once it is stored, until killed. */
final class PuttingProcess {
  static final Protection LOCK = Protection.until(Instant.parse("2090-01-01T00:00:00Z"));
  private static final int ENOUGH = 900;

  private PuttingProcess() {}

  static ObjectKey key(int number) {
    return new ObjectKey("numbered/" + number);
  }

  static Bytes body(int number) {
    return Bytes.utf8(("object " + number + " ").repeat(500));
  }

  public static void main(String[] arguments) throws InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var store = new FileWormStore(Path.of(arguments[0]), InstantSource.system())) {
      for (int number = 0; number < ENOUGH; number++) {
        store.put(key(number), Body.of(body(number)), LOCK);
        out.println(number);
      }
      Thread.currentThread().join();
    }
  }
}
