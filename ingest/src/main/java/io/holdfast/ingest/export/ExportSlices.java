package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one slice of an export: the same records as the whole file gives for that stretch. */
public final class ExportSlices {
  private ExportSlices() {}

  /**
   * The records of a slice, in the file's order. Pure.
   *
   * @param text exactly the bytes {@code [from, to)} of the export's text
   */
  public static List<CanonicalRecord> read(
      byte[] text, SliceContext context, RecordIdentity identity) {
    ExportSlice slice = context.slice();
    if (text.length != slice.length()) {
      throw new ArchiveException(
          Category.INVALID,
          "the slice at byte "
              + slice.from()
              + " has "
              + slice.length()
              + " bytes, "
              + text.length
              + " were given");
    }
    ExportPlan plan = context.plan();
    if (plan.parser() != ExportPlan.PARSER) {
      throw new ArchiveException(
          Category.INVALID,
          "the slice was planned by reader version "
              + plan.parser()
              + ", this is version "
              + ExportPlan.PARSER);
    }
    try {
      var records = new ArrayList<CanonicalRecord>();
      var maker = new RecordMaker(context, identity);
      var scanner = new RecordScanner(text, plan.template(), plan.framing(), slice);
      while (scanner.next()) {
        maker.make(scanner.frame(), scanner.following(), records::add);
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }
}
