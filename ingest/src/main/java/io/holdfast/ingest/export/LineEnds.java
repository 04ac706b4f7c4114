package io.holdfast.ingest.export;

/** Counts what stands after which line end. Mutable, one per pass over a file. */
final class LineEnds {
  long headersAfterCrLf;
  long headersAfterLf;
  long othersAfterCrLf;
  long othersAfterLf;
  boolean endsWithCrLf;

  void header(boolean afterCrLf) {
    if (afterCrLf) {
      headersAfterCrLf++;
    } else {
      headersAfterLf++;
    }
  }

  void other(boolean afterCrLf) {
    if (afterCrLf) {
      othersAfterCrLf++;
    } else {
      othersAfterLf++;
    }
  }
}
