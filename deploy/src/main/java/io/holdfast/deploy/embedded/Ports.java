package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Free ports on this machine. */
public final class Ports {
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

  /** The preferred loopback port when it is free, otherwise any free one. */
  static int loopback(int preferred) {
    if (preferred > 0 && preferred < 65536) {
      try (ServerSocket socket = bind(preferred)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        return loopback(0);
      }
    }
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ArchiveException(
          ArchiveException.Category.UNAVAILABLE, "No free port on the loopback address.", e);
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
