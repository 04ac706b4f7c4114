package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.ingest.export.DateOrder;
import io.holdfast.ingest.export.ExportDate;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.TextEncoding;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a person knows about an export and the file does not say. */
final class ReadingOptions {
  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = ZoneName.class,
      description = "Zone of the phone's clock, e.g. Europe/London.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--date-order",
      paramLabel = "dmy|mdy|ymd",
      converter = DateOrderCode.class,
      description = "Order of day, month and year; found in the file when not given.")
  private @Nullable DateOrder dateOrder;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Whose phone it was, as the export shows the name.")
  private @Nullable String owner;

  @Option(
      names = "--text",
      paramLabel = "NAME",
      description = "Which text of a zip is the chat, where several could be.")
  private @Nullable String text;

  @Option(
      names = "--encoding",
      paramLabel = "CODE",
      converter = EncodingCode.class,
      description = {
        "Encoding of a text that some program saved anew: utf-16, utf-16le, utf-16be or",
        "windows-1252. Phones write utf-8."
      })
  private @Nullable TextEncoding encoding;

  @Option(
      names = "--exported",
      paramLabel = "YYYY-MM-DD",
      description = "Day of the export; tells the year where headers leave it out.")
  private @Nullable LocalDate exported;

  /** The export in a file. */
  ExportFile open(Path file) {
    return ExportFile.openText(file, text)
        .encoded(encoding == null ? TextEncoding.UTF_8 : encoding);
  }

  /** For the reader; UTC when no zone is given. */
  ExportOptions forReader() {
    ExportOptions options =
        ExportOptions.standard()
            .withDateOrder(dateOrder)
            .withOwner(owner)
            .withExported(exported == null ? null : ExportDate.on(exported));
    return zone == null ? options : options.withZone(zone);
  }

  /** For an upload: only what was given. */
  Map<String, String> asFields() {
    var fields = new LinkedHashMap<String, String>();
    if (zone != null) {
      fields.put("zone", zone.getId());
    }
    if (dateOrder != null) {
      fields.put("dateOrder", dateOrder.code());
    }
    if (owner != null) {
      fields.put("owner", owner);
    }
    if (text != null) {
      fields.put("text", text);
    }
    if (encoding != null) {
      fields.put("encoding", encoding.code());
    }
    if (exported != null) {
      fields.put("exported", exported.toString());
    }
    return fields;
  }

  static final class ZoneName implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String name) {
      try {
        return ZoneId.of(name);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "there is no zone '%s': use a name such as Europe/London".formatted(name));
      }
    }
  }

  static final class EncodingCode implements ITypeConverter<TextEncoding> {
    @Override
    public TextEncoding convert(String code) {
      try {
        return TextEncoding.of(code);
      } catch (ArchiveException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  static final class DateOrderCode implements ITypeConverter<DateOrder> {
    @Override
    public DateOrder convert(String code) {
      return switch (code) {
        case "dmy" -> DateOrder.DMY;
        case "mdy" -> DateOrder.MDY;
        case "ymd" -> DateOrder.YMD;
        default -> throw new TypeConversionException("'%s' is not dmy, mdy or ymd".formatted(code));
      };
    }
  }
}
