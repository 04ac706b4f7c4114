package io.holdfast.deploy.embedded;

import java.nio.file.Path;

/**
 * Carries a data folder from one format to the next. Repeatable: it may have been cut off half-way
 * the last time.
 */
interface FormatStep {
  /** The format it starts from; it ends at the next one. */
  int from();

  /** Does it. */
  void apply(Path root);
}
