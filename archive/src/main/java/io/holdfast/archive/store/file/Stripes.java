package io.holdfast.archive.store.file;

import io.holdfast.archive.store.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/** Monitors for names: the same one for the same name, few collisions between others. */
final class Stripes {
  private static final int COUNT = 64;

  private final List<Object> monitors = Stream.generate(Object::new).limit(COUNT).toList();

  Object of(ObjectKey key) {
    return monitors.get(Math.floorMod(key.hashCode(), COUNT));
  }
}
