package io.holdfast.ingest.export;

import io.holdfast.ingest.export.DateVotes.OrderVotes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides once for a file how its dates and hours are reckoned. Immutable. */
final class Reckoner {
  private static final long ENOUGH_HEADERS = 200;

  /** Who writes on five days hardly writes in the mornings only. */
  private static final long ENOUGH_DATES = 5;

  private static final int THAI_ZERO = 0x0e50;

  private final HeaderTemplate template;
  private final DateVotes votes;
  private final @Nullable String language;
  private final @Nullable ExportDate written;

  /**
   * A reckoner.
   *
   * @param written when the file was exported, or null
   */
  Reckoner(
      HeaderTemplate template,
      DateVotes votes,
      @Nullable String language,
      @Nullable ExportDate written) {
    this.template = template;
    this.votes = votes;
    this.language = language == null ? null : language.replaceFirst("-.*", "");
    this.written = written;
  }

  Reckoning reckon(DateOrderDecision decision) {
    List<String> cautions = new ArrayList<>();
    OrderVotes order = votes.of(decision.order());
    if (decision.guessed() && order.impossible + votes.nowhere > 0) {
      cautions.add(
          "date-order-mixed: no order of day and month fits all dates of this file; it may be put"
              + " together of several");
    }
    if (hourCycleUnproven()) {
      cautions.add(
          "hour-cycle-unproven: no hour of this file is above 12 and none is marked; afternoons"
              + " may read as mornings");
    }
    if (assumedBuddhist(decision.order())) {
      cautions.add("calendar-assumed: two digits of the year are read as the Buddhist calendar's");
    }
    int firstYear = order.years.firstYear(written, order.highestDay);
    return new Reckoning(firstYear, order.years.turns(firstYear), cautions);
  }

  /**
   * Small files often hold a morning only. But where French is written, some phones have the same
   * word for morning and afternoon, and leave it out.
   */
  private boolean hourCycleUnproven() {
    boolean within12 = votes.headers > 0 && votes.lowestHour >= 1 && votes.highestHour <= 12;
    boolean enough = votes.headers > ENOUGH_HEADERS || votes.dates >= ENOUGH_DATES;
    return !template.hasPeriod() && within12 && (enough || french());
  }

  private boolean french() {
    int first = template.firstDate();
    return !template.timeFirst()
        && (language == null || language.equals("fr"))
        && template.dateSeparator().equals("/")
        && template.number(first).minDigits() == 2
        && template.number(first + 2).maxDigits() == 4
        && template.before(first + 3).equals(" ");
  }

  private boolean assumedBuddhist(DateOrder order) {
    int year = order.year(votes.highest[0], votes.highest[1], votes.highest[2]);
    boolean thai = template.zero() == THAI_ZERO || "th".equals(language);
    return Reckoning.shortBuddhist(year) && !thai;
  }
}
