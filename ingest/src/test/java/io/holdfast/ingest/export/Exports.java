package io.holdfast.ingest.export;

import io.holdfast.archive.record.CanonicalRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Reads invented exports in tests. */
@NullUnmarked
final class Exports {
  private Exports() {}

  static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  static List<CanonicalRecord> read(String text) {
    return read("chat.txt", text, ExportOptions.standard());
  }

  static List<CanonicalRecord> read(String name, String text, ExportOptions options) {
    return read(name, text.getBytes(StandardCharsets.UTF_8), options);
  }

  static List<CanonicalRecord> read(String name, byte[] text, ExportOptions options) {
    var records = new ArrayList<CanonicalRecord>();
    try (ExportFile file = ExportFile.ofText(name, text)) {
      file.records(options, records::add);
    }
    return records;
  }

  static ExportPreview preview(String name, String text) {
    try (ExportFile file = ExportFile.ofText(name, text.getBytes(StandardCharsets.UTF_8))) {
      return file.preview(ExportOptions.standard());
    }
  }

  static String text(CanonicalRecord record) {
    return record.content() == null || record.content().text() == null
        ? ""
        : record.content().text();
  }
}
