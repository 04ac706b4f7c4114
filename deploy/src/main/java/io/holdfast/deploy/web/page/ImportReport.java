package io.holdfast.deploy.web.page;

import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.export.ExportReport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found in an export, as a page shows it. */
public record ImportReport(ExportPreview preview) {
  private static final int SHOWN = 12;

  /** Where something was odd; absent for files that were looked at by an earlier version. */
  public @Nullable ExportReport report() {
    return preview.report();
  }

  /** First and last local time. */
  public String span() {
    return time(preview.first()) + " – " + time(preview.last());
  }

  static String time(@Nullable String local) {
    return local == null ? "?" : local.replace('T', ' ');
  }

  /** The first few numbers of lines. */
  public String lines(ExportReport.Places places) {
    String lines =
        places.lines().stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return places.lines().size() > SHOWN ? lines + " …" : lines;
  }

  /** The first few files that no line names. */
  public String files() {
    ExportReport report = preview.report();
    return report == null
        ? ""
        : report.orphans().files().stream().limit(SHOWN).collect(Collectors.joining(", "));
  }

  /** The first few lines that name a file which is not there. */
  public String missing() {
    ExportReport report = preview.report();
    return report == null
        ? ""
        : report.orphans().lines().stream()
            .limit(SHOWN)
            .map(each -> each.line() + ": " + each.name())
            .collect(Collectors.joining(", "));
  }

  /** Safe to print: no names. */
  @Override
  public String toString() {
    return "ImportReport[" + preview + "]";
  }
}
