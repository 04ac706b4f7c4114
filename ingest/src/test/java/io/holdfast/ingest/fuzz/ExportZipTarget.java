package io.holdfast.ingest.fuzz;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Zips: refused as INVALID, or read to their end. */
public final class ExportZipTarget {
  private ExportZipTarget() {}

  /** One input, in the form that the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    try (ExportFile file = ExportFile.open(() -> new SeekableInMemoryByteChannel(input), "x.zip")) {
      ExportOptions options = ExportOptions.standard();
      file.records(options, RecordJson::write);
      file.preview(options);
    } catch (ArchiveException e) {
      if (e.category() != Category.INVALID) {
        throw e;
      }
    }
  }
}
