package io.holdfast.ingest.export;

/** Finds line feeds. */
final class Newlines {
  private Newlines() {}

  /** Index of the next LF in {@code [from, limit)}, or -1. */
  static int next(byte[] bytes, int from, int limit) {
    return ByteSearch.next(bytes, from, limit, '\n');
  }
}
