package io.holdfast.deploy.wiring;

import io.holdfast.archive.LoggedTrouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node is made of, by when it ends: first its doors, newest first; then its roles, side by
 * side, so that one that is slow keeps no other from ending well; last what they stand on. Not
 * thread-safe.
 */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> ground = new ArrayDeque<>();
  private final List<AutoCloseable> roles = new ArrayList<>();
  private final Deque<AutoCloseable> doors = new ArrayDeque<>();

  /** Something that others stand on. */
  <T extends AutoCloseable> T ground(T part) {
    ground.push(part);
    return part;
  }

  /** Something that works by itself, or that is to be said once nobody can come in. */
  <T extends AutoCloseable> T role(T part) {
    roles.add(part);
    return part;
  }

  /** Something that others come in by. */
  <T extends AutoCloseable> T door(T part) {
    doors.push(part);
    return part;
  }

  @Override
  public void close() {
    end(doors);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      roles.forEach(role -> threads.execute(() -> end(role)));
    }
    roles.clear();
    end(ground);
  }

  private static void end(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      end(parts.pop());
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn(
          "{} did not stop cleanly: {}", part.getClass().getSimpleName(), LoggedTrouble.whole(e));
    }
  }
}
