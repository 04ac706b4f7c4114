package io.holdfast.deploy.web;

import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportPreview;
import java.nio.charset.StandardCharsets;

/** What a small export is found to be. */
final class SampleReports {
  private SampleReports() {}

  static ExportPreview lunch() {
    String chat =
        """
        03/04/2025, 09:14 - Ingrid Voss: Guten Morgen, sind die Unterlagen da?
        03/04/2025, 18:02 - Marcus Bell: On your desk
        03/04/2025, 18:01 - Marcus Bell: Menu.jpg (file attached)
        """;
    try (ExportFile file =
        ExportFile.ofText(
            "WhatsApp Chat with Client lunch.txt", chat.getBytes(StandardCharsets.UTF_8))) {
      return file.preview(ExportOptions.standard());
    }
  }
}
