package io.holdfast.deploy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Standard input and output as bytes.
 *
 * @param terminal whether a person looks at the output
 */
public record Console(InputStream in, OutputStream out, boolean terminal) {
  /** This process's own. Unlike {@code System.out} it tells when nobody reads any more. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again without a terminal
  public static Console system() {
    java.io.Console console = System.console();
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        console != null && console.isTerminal());
  }
}
