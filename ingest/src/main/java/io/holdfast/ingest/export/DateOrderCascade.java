package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order of day, month and year of a file, step by step: each step decides or passes. The
 * whole file has one order, and what is only guessed says so.
 */
final class DateOrderCascade {
  /** Smaller total variation wins when the other is this many times larger (in halves). */
  private static final long RATIO_HALVES = 3;

  private static final int LEAST_DATES = 3;

  /** One date in a hundred may be a pasted header's. */
  private static final long TOLERATED = 100;

  /** Languages in which some country writes the month first. */
  private static final Set<String> SOMEWHERE_AMERICAN =
      Set.of("en", "es", "fil", "tl", "haw", "chr", "ee", "so", "sw");

  /** Languages that write {@code 5/3/24} for the fifth of March, of those with slashes. */
  private static final Set<String> UNPADDED_DAY_FIRST =
      Set.of(
          "ca", "es", "el", "hi", "gu", "bn", "ta", "te", "ml", "kn", "pa", "ur", "ms", "ga", "fa",
          "ar", "he", "vi", "id", "pt", "zh");

  /** As Americans write it; with dots, with a space or in small letters others do. */
  private static final Pattern AMERICAN_PERIOD = Pattern.compile("[AP]M(?![\\p{L}.])");

  private final HeaderTemplate template;
  private final DateVotes votes;
  private final @Nullable String language;
  private final String firstHeader;

  /**
   * A cascade.
   *
   * @param language of the app or of the file's name, or null
   * @param firstHeader of the file, as written
   */
  DateOrderCascade(
      HeaderTemplate template, DateVotes votes, @Nullable String language, String firstHeader) {
    this.template = template;
    this.votes = votes;
    this.firstHeader = firstHeader;
    this.language = language == null ? null : language.replaceFirst("-.*", "");
  }

  DateOrderDecision decide(@Nullable DateOrder override) {
    Set<DateOrder> possible = byShape();
    boolean fixed = yearSlot() >= 0 || template.monthSlot() >= 0;
    if (override != null && (!fixed || possible.contains(override))) {
      return decision(override, "certain", "override", null);
    }
    if (possible.size() == 1) {
      return decision(one(possible), "certain", "shape", null);
    }
    Set<DateOrder> left = byValues(possible);
    if (left.isEmpty()) {
      return mixed(possible);
    }
    if (left.size() == 1) {
      return decision(one(left), "certain", "values", null);
    }
    left = bySteadyYear(left);
    if (left.size() == 1) {
      return decision(one(left), "likely", "order-of-messages", null);
    }
    DateOrder media = byMedia(left);
    if (media != null) {
      return decision(
          media, votes.of(media).media >= 3 ? "certain" : "likely", "media-names", null);
    }
    DateOrder steady = byVariation(left);
    if (steady != null) {
      return decision(steady, "likely", "order-of-messages", null);
    }
    left = byFileTime(left);
    return left.size() == 1 ? decision(one(left), "likely", "file-time", null) : byLocale(left);
  }

  private DateOrderDecision decision(
      DateOrder order, String confidence, String by, @Nullable DateOrder alternative) {
    return new DateOrderDecision(order, confidence, by, alternative, votes.summary());
  }

  private static DateOrder one(Set<DateOrder> set) {
    return set.iterator().next();
  }

  /**
   * A year of four digits, an era or a month's name fixes places; nobody writes year, day, month.
   */
  private Set<DateOrder> byShape() {
    int month = template.monthSlot();
    if (month == 0) {
      return EnumSet.of(DateOrder.MDY);
    }
    int year = yearSlot();
    if (year == 0 || template.dateSeparator().startsWith("年")) {
      return EnumSet.of(DateOrder.YMD);
    }
    if (month == 1) {
      return EnumSet.of(DateOrder.DMY);
    }
    return year == 2 || !mayLead()
        ? EnumSet.of(DateOrder.DMY, DateOrder.MDY)
        : EnumSet.allOf(DateOrder.class);
  }

  /** The date number that can only be a year, or -1. */
  private int yearSlot() {
    int era = template.eraSlot();
    if (era >= 0) {
      return era;
    }
    for (int slot = 0; slot < 3; slot++) {
      if (template.number(template.firstDate() + slot).maxDigits() == 4) {
        return slot;
      }
    }
    return -1;
  }

  /** Two digits of a year stand first in Korean and after the ISO's manner. */
  private boolean mayLead() {
    String separator = template.dateSeparator();
    return separator.startsWith("-") || separator.startsWith(". ") || votes.highest[0] > 31;
  }

  /**
   * Orders in which at most one date in a hundred does not exist, or else one header: in few days
   * of many messages, a single typed date is more than that.
   */
  private Set<DateOrder> byValues(Set<DateOrder> possible) {
    var left = EnumSet.noneOf(DateOrder.class);
    for (DateOrder order : possible) {
      if (votes.fitsDates(order, TOLERATED)) {
        left.add(order);
      }
    }
    if (left.isEmpty() && yearSlot() < 0 && votes.fitsDates(DateOrder.YMD, TOLERATED)) {
      left.add(DateOrder.YMD);
    }
    if (left.isEmpty()) {
      left.addAll(possible);
      left.removeIf(order -> !votes.fitsHeaders(order, TOLERATED));
    }
    return left;
  }

  /** Orders in which at most one date in a hundred lies after the file was written. */
  private Set<DateOrder> byFileTime(Set<DateOrder> possible) {
    var left = EnumSet.copyOf(possible);
    left.removeIf(order -> votes.of(order).late * TOLERATED > votes.dates);
    return left.isEmpty() ? possible : left;
  }

  /** No order fits all dates: the file was put together of several, or edited. */
  private DateOrderDecision mixed(Set<DateOrder> possible) {
    List<DateOrder> ranked = new ArrayList<>(possible);
    ranked.sort(Comparator.comparingLong(order -> votes.of(order).impossible));
    return decision(ranked.getFirst(), "low", "guess", ranked.get(1));
  }

  /** Of two numbers at the ends, the one that stays while the other changes is the year. */
  private Set<DateOrder> bySteadyYear(Set<DateOrder> possible) {
    boolean firstSteady = votes.lowest[0] == votes.highest[0];
    boolean lastSteady = votes.lowest[2] == votes.highest[2];
    if (!possible.contains(DateOrder.YMD) || firstSteady == lastSteady) {
      return possible;
    }
    var left = EnumSet.copyOf(possible);
    left.removeIf(order -> (order == DateOrder.YMD) != firstSteady);
    return left.isEmpty() ? possible : left;
  }

  private @Nullable DateOrder byMedia(Set<DateOrder> possible) {
    DateOrder winner = null;
    for (DateOrder order : possible) {
      if (votes.of(order).media > 0) {
        if (winner != null) {
          return null;
        }
        winner = order;
      }
    }
    return winner;
  }

  private @Nullable DateOrder byVariation(Set<DateOrder> possible) {
    if (votes.freshDates < LEAST_DATES) {
      return null;
    }
    DateOrder best = Collections.min(possible, Comparator.comparingLong(this::variation));
    for (DateOrder order : possible) {
      boolean near = 2 * variation(order) < RATIO_HALVES * variation(best);
      if (order != best && (near || variation(order) == variation(best))) {
        return null;
      }
    }
    return best;
  }

  private long variation(DateOrder order) {
    return votes.of(order).variation;
  }

  /** Dots and most languages are day-first; what Americans might have written is only a guess. */
  private DateOrderDecision byLocale(Set<DateOrder> possible) {
    String separator = template.dateSeparator();
    boolean padded = isPadded(0) || isPadded(1);
    boolean shortYear = yearSlot() < 0;
    if (separator.startsWith(". ") && !padded && shortYear && possible.contains(DateOrder.YMD)) {
      return decision(DateOrder.YMD, "likely", "locale", null);
    }
    if (dayFirst(separator, padded, shortYear) && possible.contains(DateOrder.DMY)) {
      return decision(DateOrder.DMY, "likely", "locale", null);
    }
    boolean american = separator.equals("/") && shortYear && !padded && looksAmerican();
    List<DateOrder> ranked = new ArrayList<>();
    ranked.add(american ? DateOrder.MDY : DateOrder.DMY);
    ranked.add(american ? DateOrder.DMY : DateOrder.MDY);
    ranked.add(DateOrder.YMD);
    ranked.retainAll(possible);
    DateOrder other = ranked.size() > 1 ? ranked.get(1) : null;
    return decision(ranked.getFirst(), other == null ? "likely" : "low", "guess", other);
  }

  private boolean isPadded(int slot) {
    return template.number(template.firstDate() + slot).minDigits() == 2;
  }

  /** Beside two numbers without zeros in front and a short year. */
  private boolean looksAmerican() {
    return template.hasPeriod()
        ? AMERICAN_PERIOD.matcher(firstHeader).find()
        : language == null || !UNPADDED_DAY_FIRST.contains(language);
  }

  /** An iPhone mixes one country's language with another's dates. */
  private boolean dayFirst(String separator, boolean padded, boolean shortYear) {
    if (separator.equals(".") || separator.startsWith(". ")) {
      return true;
    }
    boolean speaks = language != null && !SOMEWHERE_AMERICAN.contains(language);
    boolean mixable = template.platform() == Platform.IOS && !padded && shortYear;
    return speaks && !mixable && separator.startsWith("/");
  }
}
