package io.holdfast.deploy.web.reading;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.PeopleDoor.Assignment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what is somebody's, one line each: {@code +44 7700 900123 from 2026-01-01 until
 * 2026-06-30}; days as they are in the deployment's zone, the last one included.
 */
public record Assignments(ZoneId zone) {
  private static final int LONGEST = 256;
  private static final int MOST = 1_000;
  private static final Pattern LINE =
      Pattern.compile("(?i)(.+?)(?:\\s+from\\s+(\\S+))?(?:\\s+until\\s+(\\S+))?");
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{6,15}");
  private static final Pattern SPACING = Pattern.compile("[\\s\\p{Z}()./\\u2010-\\u2015-]");

  /** Reads lines; empty ones count for nothing. */
  public List<Assignment> read(String lines) {
    return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).map(this::one).toList();
  }

  private Assignment one(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw unclear(line.length() + " characters");
    }
    var days = new Days(zone);
    return checked(parts.group(1), days.from(parts.group(2)), days.until(parts.group(3)));
  }

  /** An assignment in its one form: a phone number without spaces, times in order. */
  public static Assignment checked(
      @Nullable String written, @Nullable Instant from, @Nullable Instant to) {
    if (written == null || written.isBlank()) {
      throw unclear("nothing");
    }
    String key = written.strip();
    if (key.startsWith("+")) {
      key = SPACING.matcher(key).replaceAll("");
      if (!PHONE.matcher(key).matches()) {
        throw unclear("a + and something that is no phone number");
      }
    } else if (key.length() > LONGEST || key.chars().anyMatch(Character::isWhitespace)) {
      throw unclear(key.length() + " characters, or has spaces");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new ArchiveException(
          Category.INVALID, "what is somebody's for a time begins before it ends: from, until");
    }
    return new Assignment(key, from, to);
  }

  private static ArchiveException unclear(String what) {
    return new ArchiveException(
        Category.INVALID,
        "a number or account is written +447700900123, GB.123…, or as a phone_number_id,"
            + " with \"from 2026-01-01\" and \"until 2026-06-30\" behind it where it was theirs"
            + " for a time only; this is "
            + what);
  }

  /** Checks how many there are. */
  public static List<Assignment> bounded(List<Assignment> assignments) {
    if (assignments.size() > MOST) {
      throw new ArchiveException(
          Category.INVALID, "a person has at most " + MOST + " numbers and accounts");
    }
    return assignments;
  }

  /** The lines that {@link #read} reads. */
  public String write(List<Assignment> assignments) {
    return assignments.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  /** One line that {@link #read} reads. */
  public String line(Assignment one) {
    return one.key() + day(" from ", one.from(), 0) + day(" until ", one.to(), 1);
  }

  private String day(String word, @Nullable Instant moment, int daysEarlier) {
    if (moment == null) {
      return "";
    }
    var local = moment.atZone(zone);
    boolean whole = local.toLocalTime().equals(LocalTime.MIDNIGHT);
    LocalDate day = local.toLocalDate().minusDays(daysEarlier);
    return word + (whole ? day.toString() : moment.toString().toUpperCase(Locale.ROOT));
  }
}
