package io.holdfast.deploy.cli;

/** How an import ended, as far as it went. */
enum ImportOutcome {
  DONE,
  UNDECIDED,
  FAILED
}
