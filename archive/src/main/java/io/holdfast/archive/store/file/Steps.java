package io.holdfast.archive.store.file;

import java.io.IOException;

/** Is told of each step, so that a test can end the world at any of them. */
@FunctionalInterface
interface Steps {
  /** What production uses: nothing happens between two steps. */
  Steps NONE = step -> {};

  void reached(Step step) throws IOException;
}
