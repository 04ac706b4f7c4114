package io.holdfast.deploy.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Leads what libraries log by way of the JDK, as the web server does, into our log: the JDK's own
 * handler writes failures with all their words to the console.
 */
final class LibraryLogs {
  private LibraryLogs() {}

  static void joinOurs() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
