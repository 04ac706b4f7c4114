package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads places that a person shared. */
final class Places {
  private static final int LONGEST = 600;
  private static final Pattern MAP =
      Pattern.compile(
          "https?://maps\\.google\\.com/\\?q=(-?\\d{1,3}(?:\\.\\d+)?),(-?\\d{1,3}(?:\\.\\d+)?)");
  private static final Pattern NAMED_MAP = Pattern.compile("[^\\n:：]{1,40}[:：] ?(" + MAP + ")");
  private static final Pattern VENUE =
      Pattern.compile(
          "(?:([^\\n]*?) \\(([^\\n]*)\\): ?|([^\\n]*?): )?(https?://foursquare\\.com/v/\\S+)");

  private Places() {}

  /** "Name (address): https://foursquare.com/v/ID", in every language. */
  static @Nullable Reading venue(String body) {
    if (body.length() > LONGEST || !body.contains("//foursquare.com/v/")) {
      return null;
    }
    Matcher venue = VENUE.matcher(Names.shown(body));
    if (!venue.matches()) {
      return null;
    }
    String name = venue.group(1) == null ? venue.group(3) : venue.group(1);
    return Reading.of(new Content.Location(null, null, name, venue.group(2), venue.group(4), null));
  }

  /** Where only the app writes: any word and a place on the map. */
  static @Nullable Reading marked(String body) {
    if (body.length() > LONGEST) {
      return null;
    }
    Matcher named = NAMED_MAP.matcher(Names.shown(body));
    return named.matches() ? onMap(named.group(1), null) : null;
  }

  /**
   * What follows the word for a place; null when it is no place on the map.
   *
   * @param live true when the place was shared for a while
   */
  static @Nullable Reading onMap(@Nullable String text, @Nullable Boolean live) {
    Matcher map = MAP.matcher(text == null ? "" : text);
    if (map.matches()) {
      return Reading.of(
          new Content.Location(
              new BigDecimal(map.group(1)),
              new BigDecimal(map.group(2)),
              null,
              null,
              map.group(),
              live));
    }
    return live == null
        ? null
        : Reading.of(new Content.Location(null, null, text, null, null, live));
  }
}
