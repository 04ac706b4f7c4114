package io.holdfast.deploy;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Which names this machine lets Java give to files. */
public final class NamesOfFiles {
  private NamesOfFiles() {}

  /** Skips a test that needs other letters than ASCII's, and says what to do. */
  public static void assumeUtf8() {
    assumeThat(System.getProperty("sun.jnu.encoding"))
        .as("names of files are in UTF-8: set LC_ALL=C.UTF-8")
        .isEqualTo("UTF-8");
  }
}
