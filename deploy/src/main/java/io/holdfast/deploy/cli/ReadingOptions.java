package io.holdfast.deploy.cli;

import io.holdfast.ingest.export.DateOrder;
import io.holdfast.ingest.export.ExportOptions;
import java.time.DateTimeException;
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

  /** Which text of a zip is the chat, or null to find it. */
  @Nullable String text() {
    return text;
  }

  /** For the reader; UTC when no zone is given. */
  ExportOptions forReader() {
    ExportOptions options = ExportOptions.standard().withDateOrder(dateOrder).withOwner(owner);
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
