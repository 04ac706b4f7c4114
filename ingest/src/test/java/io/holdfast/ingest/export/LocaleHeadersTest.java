package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.time.LocalDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The headers of all locales that the JDK knows: short date, glue, medium (iPhone) or short
 * (Android) time, as the phones' own rule makes them.
 */
@NullUnmarked
class LocaleHeadersTest {
  /** Mornings, afternoons, midnight, noon; days that may be months and days that may not. */
  private static final List<LocalDateTime> TIMES =
      Stream.of(
              "2024-01-31T00:05:09",
              "2024-02-03T12:00:00",
              "2024-02-03T12:30:59",
              "2024-03-05T09:07:08",
              "2024-03-05T21:07:08",
              "2024-05-06T01:59:01",
              "2024-08-12T11:11:11",
              "2024-09-09T13:00:07",
              "2024-10-10T15:45:30",
              "2024-11-12T18:20:20",
              "2024-12-25T23:59:59",
              "2025-01-01T06:06:06")
          .map(LocalDateTime::parse)
          .toList();

  /** A phone and its setting. */
  enum Phone {
    IOS_24("Hms", true),
    IOS_12("hms", true),
    ANDROID_24("Hm", false),
    ANDROID_12("hm", false),
    IOS_FLEXIBLE("hms", true),
    ANDROID_FLEXIBLE("hm", false);

    private final String time;
    private final boolean ios;

    Phone(String time, boolean ios) {
      this.time = time;
      this.ios = ios;
    }

    boolean flexible() {
      return name().endsWith("FLEXIBLE");
    }

    String pattern(Locale locale) {
      FormatStyle style = ios ? FormatStyle.MEDIUM : FormatStyle.SHORT;
      String whole =
          DateTimeFormatterBuilder.getLocalizedDateTimePattern(
              FormatStyle.SHORT, style, IsoChronology.INSTANCE, locale);
      String part =
          DateTimeFormatterBuilder.getLocalizedDateTimePattern(
              null, style, IsoChronology.INSTANCE, locale);
      String wanted =
          DateTimeFormatterBuilder.getLocalizedDateTimePattern(
              time, IsoChronology.INSTANCE, locale);
      assertThat(whole).contains(part);
      String pattern = whole.replace(part, wanted).replace("#", "'#'");
      return flexible() ? pattern.replace('a', 'B') : pattern;
    }

    String text(List<String> stamps) {
      var text = new StringBuilder();
      for (int i = 0; i < stamps.size(); i++) {
        text.append(ios ? "[" + stamps.get(i) + "] " : stamps.get(i) + " - ");
        text.append(i % 2 == 0 ? "Ana: " : "Ben Novak: ").append("text ").append(i);
        text.append(ios ? "\r\n" : "\n");
      }
      return text.toString();
    }
  }

  private static final Pattern LITERAL = Pattern.compile("'[^']*'");

  private static DateOrder order(String pattern) {
    String plain = LITERAL.matcher(pattern).replaceAll("");
    return Arrays.stream(DateOrder.values())
        .min(
            Comparator.comparingInt(
                order ->
                    misplaced(order, plain.indexOf('d'), plain.indexOf('M'), plain.indexOf('y'))))
        .orElseThrow();
  }

  private static int misplaced(DateOrder order, int day, int month, int year) {
    return switch (order) {
      case DMY -> day < month && month < year ? 0 : 1;
      case MDY -> month < day && day < year ? 0 : 1;
      case YMD -> year < month && month < day ? 0 : 1;
    };
  }

  private static String expected(LocalDateTime time, Phone phone) {
    String written = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT));
    return phone.ios ? written : written.substring(0, 16);
  }

  @ParameterizedTest
  @EnumSource(Phone.class)
  void everyLocaleReadsBack(Phone phone) {
    var wrong = new ArrayList<String>();
    int locales = 0;
    for (Locale locale : Locale.getAvailableLocales()) {
      if (locale.getLanguage().isEmpty() || locale.hasExtensions()) {
        continue;
      }
      locales++;
      String pattern = phone.pattern(locale);
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, locale).withDecimalStyle(DecimalStyle.of(locale));
      List<String> stamps = TIMES.stream().map(formatter::format).toList();
      String fault = fault(phone, stamps, order(pattern));
      if (!fault.isEmpty()) {
        wrong.add(locale.toLanguageTag() + " " + stamps.get(4) + ": " + fault);
      }
    }
    assertThat(locales).isGreaterThan(900);
    assertThat(wrong).isEmpty();
  }

  /** What is wrong with a locale's headers; flexible parts of the day may be told as unresolved. */
  private static String fault(Phone phone, List<String> stamps, DateOrder order) {
    List<CanonicalRecord> records =
        Exports.read("c.txt", phone.text(stamps), ExportOptions.standard().withDateOrder(order));
    if (records.size() != TIMES.size()) {
      return records.size() + " records";
    }
    for (int i = 0; i < records.size(); i++) {
      CanonicalRecord record = records.get(i);
      if (record.sender() == null || !Exports.text(record).equals("text " + i)) {
        return "record " + i + " is not apart from its header";
      }
      boolean told =
          record.warnings().stream()
              .anyMatch(w -> w.startsWith("day-period-") || w.startsWith("hour-cycle-"));
      boolean silent = !expected(TIMES.get(i), phone).equals(record.sentAtLocal()) && !told;
      boolean refused = told && !phone.flexible() && distinct(stamps);
      if (silent || refused) {
        return expected(TIMES.get(i), phone) + " read as " + record.sentAtLocal();
      }
    }
    return "";
  }

  /** Where morning and afternoon are written alike, nobody can tell them apart. */
  private static boolean distinct(List<String> stamps) {
    return !stamps.get(3).equals(stamps.get(4));
  }
}
