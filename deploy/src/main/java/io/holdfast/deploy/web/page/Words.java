package io.holdfast.deploy.web.page;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What a page says, in the reader's language and in the archive's zone. Immutable. */
public final class Words {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ZoneId zone;
  private final ResourceBundle bundle;

  Words(Locale asked, ZoneId zone) {
    this.locale = asked.getLanguage().equals("de") ? Locale.GERMANY : Locale.UK;
    this.zone = zone;
    this.bundle =
        ResourceBundle.getBundle("io.holdfast.deploy.web.page.words", locale, NO_FALLBACK);
  }

  /** The language tag of the page. */
  public String language() {
    return locale.getLanguage();
  }

  /** The text of a key with its arguments. */
  public String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** The text of a key where there is one, else what stands in for it. */
  public String sayOr(String key, String otherwise) {
    return bundle.containsKey(key) ? say(key) : otherwise;
  }

  /** A date and time: {@code 12 Mar 2026, 14:32}. */
  public String time(@Nullable Instant at) {
    return at == null ? "–" : format(at, german() ? "dd.MM.yyyy, HH:mm" : "d MMM yyyy, HH:mm");
  }

  /** A time of day with seconds, for proofs. */
  public String exact(Instant at) {
    return format(at, german() ? "dd.MM.yyyy, HH:mm:ss" : "d MMM yyyy, HH:mm:ss");
  }

  /** A time of day. */
  public String clock(Instant at) {
    return format(at, "HH:mm");
  }

  /** A time of day with seconds. */
  public String clockExact(Instant at) {
    return format(at, "HH:mm:ss");
  }

  /** A day: {@code 12 Mar 2026}. */
  public String day(Instant at) {
    return format(at, german() ? "dd.MM.yyyy" : "d MMM yyyy");
  }

  /** A day with its weekday, for headings. */
  public String weekday(LocalDate day) {
    return DateTimeFormatter.ofPattern(
            german() ? "EEEE, d. MMMM yyyy" : "EEEE, d MMMM yyyy", locale)
        .format(day);
  }

  /** The day that an instant falls on here. */
  public LocalDate date(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** The name of the zone that times are shown in. */
  public String zoneName() {
    return zone.getId();
  }

  /** A count, grouped, never rounded. */
  public String number(long count) {
    return NumberFormat.getIntegerInstance(locale).format(count);
  }

  /** A size in B, KB, MB, GB or TB of 1000. */
  public String size(long bytes) {
    if (bytes < 1000) {
      return number(bytes) + " B";
    }
    String[] units = {"KB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = -1;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(value < 10 ? 1 : 0);
    return format.format(value) + " " + units[unit];
  }

  /** A span of seconds in its two largest units. */
  public String span(long seconds) {
    if (seconds < 60) {
      return number(seconds) + " s";
    }
    if (seconds < 3600) {
      return number(seconds / 60) + " min";
    }
    long minutes = seconds % 3600 / 60;
    String hours = number(seconds / 3600) + " h";
    return minutes == 0 ? hours : hours + " " + minutes + " min";
  }

  private boolean german() {
    return language().equals("de");
  }

  private String format(Instant at, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(at);
  }
}
