package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/** Free ports on this machine. */
public final class Ports {
  /** The first port of whoever is no engine. */
  public static final int NO_ENGINE = 29_000;

  private static final int EACH = 3_000;

  private Ports() {}

  /**
   * Refuses a port that somebody else listens on.
   *
   * @throws ArchiveException that names the port
   */
  public static void requireFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new ArchiveException(
          ArchiveException.Category.CONFLICT,
          "Port %d on %s cannot be used (%s): stop what listens there or choose another with --port."
              .formatted(port, address, e.getMessage()),
          e);
    }
  }

  /**
   * The preferred loopback port when it is free, otherwise any free one below those that the kernel
   * hands out: an engine binds its port seconds later, and again after each of its ends, and must
   * not find it taken by some connection. Engines start side by side; none draws from the ports of
   * another, so that no two draw the same port before either has bound it.
   *
   * @param first the first of the 3,000 to draw from: an engine's, or {@link #NO_ENGINE}
   */
  public static int loopback(int preferred, int first) {
    if (preferred > 0 && preferred < 65536 && isFree(preferred)) {
      return preferred;
    }
    var random = new SecureRandom();
    for (int i = 0; i < EACH; i++) {
      int port = first + random.nextInt(EACH);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ArchiveException(
        ArchiveException.Category.UNAVAILABLE,
        "No free port on the loopback address from %d to %d.".formatted(first, first + EACH - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
