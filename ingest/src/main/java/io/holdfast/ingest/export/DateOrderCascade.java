package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order of day, month and year of a file, step by step: each step decides or passes. The
 * whole file has one order, and what is only guessed says so.
 */
final class DateOrderCascade {
  /** Smaller total variation wins when the other is this many times larger (in halves). */
  private static final long RATIO_HALVES = 3;

  private static final int LEAST_DATES = 3;

  private final HeaderTemplate template;
  private final DateVotes votes;

  DateOrderCascade(HeaderTemplate template, DateVotes votes) {
    this.template = template;
    this.votes = votes;
  }

  DateOrderDecision decide(@Nullable DateOrder override) {
    if (override != null) {
      return new DateOrderDecision(override, "certain", "override", null);
    }
    Set<DateOrder> possible = byShape();
    if (possible.size() == 1) {
      return decided(possible, "certain", "shape");
    }
    Set<DateOrder> byValues = byValues(possible);
    if (byValues.size() == 1) {
      return decided(byValues, "certain", "values");
    }
    DateOrder media = byMedia(byValues);
    if (media != null) {
      return new DateOrderDecision(media, certainty(media), "media-names", null);
    }
    DateOrder steady = byVariation(byValues);
    if (steady != null) {
      return new DateOrderDecision(steady, "likely", "order-of-messages", null);
    }
    return byLocale(byValues);
  }

  private static DateOrderDecision decided(Set<DateOrder> one, String confidence, String by) {
    return new DateOrderDecision(one.iterator().next(), confidence, by, null);
  }

  private String certainty(DateOrder order) {
    return votes.of(order).media >= 3 ? "certain" : "likely";
  }

  /** A year of four digits fixes its place; nobody writes year, day, month. */
  private Set<DateOrder> byShape() {
    int firstDate = template.firstDate();
    if (isYear(firstDate)) {
      return EnumSet.of(DateOrder.YMD);
    }
    String separator = template.dateSeparator();
    if (separator.startsWith("年")) {
      return EnumSet.of(DateOrder.YMD);
    }
    if (isYear(firstDate + 2)) {
      return EnumSet.of(DateOrder.DMY, DateOrder.MDY);
    }
    boolean yearMayLead = !separator.startsWith("/") || votes.highest[0] > 31;
    return yearMayLead ? EnumSet.allOf(DateOrder.class) : EnumSet.of(DateOrder.DMY, DateOrder.MDY);
  }

  private boolean isYear(int number) {
    return template.number(number).maxDigits() == 4;
  }

  /** Orders in which at most one date in a hundred does not exist. */
  private Set<DateOrder> byValues(Set<DateOrder> possible) {
    var left = EnumSet.noneOf(DateOrder.class);
    for (DateOrder order : possible) {
      if (votes.of(order).impossible * 100 <= votes.dates) {
        left.add(order);
      }
    }
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
    if (votes.dates < LEAST_DATES) {
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

  /** Dots are day-first everywhere but in Korean; slashes and dashes only allow a guess. */
  private DateOrderDecision byLocale(Set<DateOrder> possible) {
    String separator = template.dateSeparator();
    boolean padded = template.number(template.firstDate()).minDigits() == 2;
    boolean seldomAmerican = separator.equals(".");
    boolean korean = separator.startsWith(". ") && !padded && !isYear(template.firstDate() + 2);
    List<DateOrder> ranked = new ArrayList<>();
    if (korean && possible.contains(DateOrder.YMD)) {
      return new DateOrderDecision(DateOrder.YMD, "likely", "locale", null);
    }
    if (seldomAmerican && possible.contains(DateOrder.DMY)) {
      return new DateOrderDecision(DateOrder.DMY, "likely", "locale", null);
    }
    ranked.add(looksAmerican(padded) ? DateOrder.MDY : DateOrder.DMY);
    ranked.add(looksAmerican(padded) ? DateOrder.DMY : DateOrder.MDY);
    ranked.add(DateOrder.YMD);
    ranked.retainAll(possible);
    DateOrder other = ranked.size() > 1 ? ranked.get(1) : null;
    return new DateOrderDecision(ranked.getFirst(), "low", "guess", other);
  }

  private boolean looksAmerican(boolean padded) {
    boolean shortYear = !isYear(template.firstDate() + 2);
    return template.dateSeparator().equals("/") && shortYear && !padded && template.hasPeriod();
  }
}
