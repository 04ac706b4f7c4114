package io.holdfast.ingest.export;

/**
 * How far a zip is trusted. A phone writes at most some 10,000 files into an export.
 *
 * @param entries most entries
 * @param directoryBytes most bytes of the directory at its end, which is read into memory
 * @param entryBytes most bytes of one entry, inflated
 * @param totalBytes most bytes of all entries together, inflated
 * @param ratio most inflated bytes per compressed byte
 * @param ratioFrom an entry that inflates to fewer bytes may have any ratio
 */
record ZipLimits(
    int entries,
    long directoryBytes,
    long entryBytes,
    long totalBytes,
    long ratio,
    long ratioFrom) {
  static final ZipLimits STANDARD =
      new ZipLimits(100_000, 48L << 20, 16L << 30, 128L << 30, 200, 16L << 20);
}
