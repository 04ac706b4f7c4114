package io.holdfast.ingest.fuzz;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportPlan;
import io.holdfast.ingest.export.ExportSlice;
import io.holdfast.ingest.export.ExportSlices;
import io.holdfast.ingest.export.SliceContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Texts of exports: refused as INVALID, or read so that the records cover every byte once and the
 * slices give what the whole gives.
 */
public final class ExportTextTarget {
  private ExportTextTarget() {}

  /** One input, in the form that the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    try (ExportFile file = ExportFile.ofText("WhatsApp Chat with Ana.txt", input)) {
      ExportOptions options = ExportOptions.standard().withRaw(true);
      ExportPlan plan = file.plan(options);
      var whole = new ArrayList<CanonicalRecord>();
      file.records(plan, options, Map.of(), whole::add);
      covered(whole, input.length);
      whole.forEach(RecordJson::write);
      file.preview(plan, options);
      List<String> sliced = sliced(file, plan, input);
      if (!sliced.equals(whole.stream().map(CanonicalRecord::id).toList())) {
        throw new AssertionError("slices do not give what the whole gives");
      }
    } catch (ArchiveException e) {
      if (e.category() != Category.INVALID) {
        throw e;
      }
    }
  }

  private static List<String> sliced(ExportFile file, ExportPlan plan, byte[] input) {
    var ids = new ArrayList<String>();
    for (ExportSlice slice : file.slices(plan, 8, 4 << 20)) {
      byte[] text = Arrays.copyOfRange(input, (int) slice.from(), (int) slice.to());
      var context = new SliceContext(plan, slice, null, true, Map.of());
      ExportSlices.read(text, context, RecordIdentity.published()).stream()
          .map(CanonicalRecord::id)
          .forEach(ids::add);
    }
    return ids;
  }

  private static void covered(List<CanonicalRecord> records, long length) {
    long at = 0;
    for (CanonicalRecord record : records) {
      CanonicalRecord.Position position = record.source().position();
      if (position == null || position.offset() + position.length() == at) {
        continue; // a gap stands where its message stands
      }
      if (position.offset() != at) {
        throw new AssertionError("bytes from " + at + " are in no record");
      }
      at = position.offset() + position.length();
    }
    if (at != length) {
      throw new AssertionError("the last bytes, from " + at + ", are in no record");
    }
  }
}
