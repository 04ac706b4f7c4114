package io.holdfast.archive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.List;
import java.util.TreeSet;

/**
 * Ports for servers of tests. They lie below the range that the kernel hands out to whoever does
 * not care: a port from there may be some connection's own before the server has bound it, or while
 * the server is stopped for a moment.
 */
public final class TestPorts {
  /** Behind those of the engines that a data folder brings along: they are drawn meanwhile. */
  private static final int FIRST = 29_000;

  private static final int COUNT = 3_000;

  private TestPorts() {}

  /** A port of the loopback that nobody listens on. */
  public static int free() {
    return free(1).getFirst();
  }

  /** So many of them, no two the same. */
  public static List<Integer> free(int count) {
    var random = new SecureRandom();
    var found = new TreeSet<Integer>();
    while (found.size() < count) {
      int port = FIRST + random.nextInt(COUNT);
      if (isFree(port)) {
        found.add(port);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
