package io.holdfast.ingest.gaps;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.ingest.gaps.SilenceRule.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rhythm of everything, of each number and of each series of a number, and which of them are
 * silent. A silence above explains those below it. Not thread-safe.
 */
final class Silences {
  private static final Duration KEPT = Duration.ofDays(75);

  /** Hours are judged; more often than this is in vain. */
  private static final Duration BETWEEN = Duration.ofMinutes(10);

  private final Map<String, Rhythm> rhythms = new TreeMap<>();
  private final Map<String, Open> open = new TreeMap<>();
  private final Map<String, List<Span>> past = new TreeMap<>();
  private Instant judged = Instant.MIN;

  /**
   * A silence that is said.
   *
   * @param returned the first event after it, once there is one
   */
  record Open(Instant from, String explanation, @Nullable Instant returned) {
    Open heard(Instant at) {
      boolean first = at.isAfter(from) && (returned == null || at.isBefore(returned));
      return first ? new Open(from, explanation, at) : this;
    }
  }

  /** As it is written down. */
  record Written(
      Map<String, Rhythm.Written> rhythms, Map<String, Open> open, Map<String, List<Span>> past) {}

  Written written() {
    var written = new TreeMap<String, Rhythm.Written>();
    rhythms.forEach((level, rhythm) -> written.put(level, rhythm.written()));
    return new Written(written, open, past);
  }

  @SuppressWarnings("NullAway") // the codec leaves out what is empty
  void restore(Written written) {
    clear();
    if (written.rhythms() != null) {
      written.rhythms().forEach((level, rhythm) -> rhythms.put(level, Rhythm.of(rhythm)));
    }
    if (written.open() != null) {
      open.putAll(written.open());
    }
    if (written.past() != null) {
      written.past().forEach((level, spans) -> past.put(level, new ArrayList<>(spans)));
    }
  }

  void clear() {
    rhythms.clear();
    open.clear();
    past.clear();
  }

  /** Takes note of an event of a number. */
  void note(Level heard, Instant at) {
    for (Level level : heard.line()) {
      Rhythm known = rhythms.get(level.code());
      if (known == null) {
        rhythms.put(level.code(), Rhythm.from(at));
      } else {
        known.note(at);
      }
      open.computeIfPresent(level.code(), (_, silence) -> silence.heard(at));
    }
  }

  /** When a number was first heard. */
  Optional<Instant> first(String account) {
    return Optional.ofNullable(rhythms.get(Level.of(account).code())).map(Rhythm::first);
  }

  /** Takes note of what is sealed about a silence. */
  void said(CanonicalRecord record) {
    if (record.content() instanceof Content.Gap gap) {
      Instant from = gap.from();
      if (from != null) {
        Level.of(gap.reason(), record.source().account())
            .ifPresent(level -> said(level, from, gap.to(), gap.explanation()));
      }
    }
  }

  private void said(Level level, Instant from, @Nullable Instant to, @Nullable String words) {
    List<Span> over = past.computeIfAbsent(level.code(), _ -> new ArrayList<>());
    if (to != null) {
      open.computeIfPresent(
          level.code(), (_, silence) -> silence.from().equals(from) ? null : silence);
      if (!over.contains(new Span(from, to))) {
        over.add(new Span(from, to));
      }
    } else if (over.stream().noneMatch(span -> span.from().equals(from))) {
      Open known = open.get(level.code());
      if (known == null || known.from().isBefore(from)) {
        open.put(level.code(), new Open(from, words == null ? "" : words, null));
      }
    }
  }

  /** It is said. */
  void settled(Finding finding) {
    Level.of(finding.reason(), finding.account())
        .filter(_ -> finding.from() != null)
        .ifPresent(level -> said(level, finding.at(), finding.to(), finding.explanation()));
  }

  /** Ends of silences, else new ones: a level's after those above it are known. */
  List<Finding> findings(Instant horizon, Listening listening, Weeks weeks) {
    past.values().forEach(spans -> spans.removeIf(s -> s.to().isBefore(horizon.minus(KEPT))));
    var findings = new ArrayList<Finding>();
    open.forEach(
        (code, silence) -> {
          if (silence.returned() != null && !silence.returned().isAfter(horizon)) {
            findings.add(over(Level.parse(code), silence.from(), silence));
          }
        });
    if (!findings.isEmpty() || horizon.isBefore(judged)) {
      return findings;
    }
    rhythms.values().forEach(Rhythm::prune);
    for (int depth = 1; depth <= 3 && findings.isEmpty(); depth++) {
      for (String code : rhythms.keySet()) {
        Level level = Level.parse(code);
        if (level.line().size() == depth && !open.containsKey(code)) {
          silent(level, horizon, listening, weeks).ifPresent(findings::add);
        }
      }
    }
    // what was found explains what is below: that is looked at as soon as it is said
    judged = findings.isEmpty() ? horizon.plus(BETWEEN) : judged;
    return findings;
  }

  private static Finding over(Level level, Instant from, Open silence) {
    Instant to = silence.returned();
    String length = to == null ? "" : Span.length(from, to);
    return finding(
        level,
        2,
        from,
        to,
        silence.explanation() + " It ended after " + length + ", at " + to + ".");
  }

  private Optional<Finding> silent(Level level, Instant horizon, Listening listening, Weeks weeks) {
    Rhythm rhythm = rhythms.get(level.code());
    if (rhythm == null) {
      return Optional.empty();
    }
    LongPredicate countable = countable(level, listening);
    Optional<Silence> silence = SilenceRule.judge(rhythm, horizon, weeks, countable);
    if (level.account() == null) {
      silence =
          silence.filter(found -> together(new Span(found.from(), horizon), listening, weeks) > 1);
    }
    return silence.map(
        found ->
            finding(
                level,
                1,
                found.from(),
                null,
                words(level, found) + " " + found.figures(weeks.zone().getId())));
  }

  /** How many numbers should have been heard in a time in which none was. */
  private int together(Span span, Listening listening, Weeks weeks) {
    int numbers = 0;
    for (Map.Entry<String, Rhythm> each : rhythms.entrySet()) {
      Level level = Level.parse(each.getKey());
      if (level.line().size() == 2) {
        LongPredicate countable = countable(level, listening);
        double missed = SilenceRule.improbability(each.getValue(), span, weeks, countable);
        numbers += missed >= SilenceRule.EXPECTED ? 1 : 0;
      }
    }
    return numbers;
  }

  private static String words(Level level, Silence silence) {
    if (level.account() == null) {
      return "No number was heard after "
          + silence.from()
          + " though our intake listened: the platform, or the way to us, was out.";
    }
    String what = level.series() == null ? "event of any kind" : level.series().words();
    return "No "
        + what
        + " came for number id "
        + level.account()
        + " after "
        + silence.from()
        + " though our intake listened.";
  }

  private static Finding finding(
      Level level, int version, Instant from, @Nullable Instant to, String explanation) {
    return new Finding(
        level.key(from),
        version,
        level.reason(),
        level.account(),
        null,
        from,
        from,
        to,
        explanation,
        null);
  }

  /** Hours in which the intake listened, and that no known silence of this level explains. */
  private LongPredicate countable(Level level, Listening listening) {
    var explained = new ArrayList<Span>();
    for (Level each : level.line()) {
      explained.addAll(past.getOrDefault(each.code(), List.of()));
      Open silence = open.get(each.code());
      if (silence != null) {
        Instant to = silence.returned() == null ? Instant.MAX : silence.returned();
        explained.add(new Span(silence.from(), to));
      }
    }
    return hour -> listening.through(hour) && !Span.anyTouches(explained, hour);
  }
}
