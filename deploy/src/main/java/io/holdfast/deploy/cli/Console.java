package io.holdfast.deploy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Standard input and output as bytes.
 *
 * @param terminal whether a person looks at the output
 */
public record Console(InputStream in, OutputStream out, boolean terminal) {
  /** This process's own. Unlike {@code System.out} it tells when nobody reads any more. */
  public static Console system() {
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        Objects.requireNonNull(System.console()).isTerminal());
  }
}
