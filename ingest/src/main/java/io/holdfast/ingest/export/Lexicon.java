package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The languages that the app speaks in one file. While a file is looked over it learns: a line that
 * no language so far knows is tried in all others, and the one that knows it is tried first from
 * then on. A phone's language may change, so there may be several. Not thread-safe while learning.
 */
final class Lexicon {
  private static final int LONGEST = 2_000;

  /** Letters that no two languages have in common by chance. */
  private static final int LEAST_WEIGHT = 10;

  private final List<Language> spoken = new ArrayList<>();
  private final Map<String, Long> hits = new HashMap<>();
  private final Languages all = Languages.all();
  private final @Nullable String named;

  private Lexicon(Collection<String> codes, @Nullable String named) {
    this.named = named;
    codes.forEach(this::speak);
  }

  /**
   * A lexicon that will learn.
   *
   * @param named the language of the file's name, or null
   */
  static Lexicon learning(@Nullable String named) {
    var lexicon = new Lexicon(List.of(), named);
    if (named != null) {
      lexicon.speak(named);
      lexicon.all.kin(named).forEach(lexicon::speak);
    }
    lexicon.speak(Languages.ENGLISH);
    return lexicon;
  }

  /** The languages that a file was found to speak; all there are when nothing was found. */
  static Lexicon of(Collection<String> codes) {
    if (codes.isEmpty()) {
      return new Lexicon(Languages.all().codes(), null);
    }
    var lexicon = new Lexicon(codes, null);
    lexicon.speak(Languages.ENGLISH);
    return lexicon;
  }

  private void speak(String code) {
    all.of(code).filter(language -> !spoken.contains(language)).ifPresent(spoken::add);
  }

  /** The languages of this file, the likeliest first. */
  List<Language> spoken() {
    return spoken;
  }

  /** All others; their words are read when the iteration comes to them. */
  Iterable<Language> others() {
    List<String> codes = spoken.stream().map(Language::code).toList();
    return () ->
        all.codes().stream()
            .filter(code -> !codes.contains(code))
            .flatMap(code -> all.of(code).stream())
            .iterator();
  }

  /** Learns the language of words that only the app writes. */
  void learn(String text, boolean placeholder) {
    if (text.length() > LONGEST) {
      return;
    }
    Words words = new Words(text);
    boolean known = false;
    for (Language language : spoken) {
      known |= count(language, words);
    }
    if (!known && (placeholder ? words.looksLikePlaceholder() : true)) {
      learnAnew(words);
    }
  }

  private void learnAnew(Words words) {
    for (String code : all.hinted(words.line)) {
      all.of(code).filter(words::areOf).ifPresent(this::hear);
    }
    if (spoken.stream().anyMatch(words::areOf)) {
      spoken.forEach(language -> count(language, words));
      return;
    }
    Language best = null;
    int most = 0;
    for (Language language : others()) {
      int weight = words.weight(language);
      if (weight > most) {
        best = language;
        most = weight;
      }
    }
    if (best != null) {
      hear(best);
      spoken.forEach(language -> count(language, words));
    }
  }

  /** Learns the language of a line that holds a colon and may have a sender: only a long one. */
  void learnLine(AppLine line) {
    Found best = heaviest(line, SystemReader::isNobody).orElse(null);
    if (best != null && best.match().weight() >= LEAST_WEIGHT) {
      hear(best.language());
      hits.merge(best.language().code(), 1L, Long::sum);
    }
  }

  private void hear(Language language) {
    speak(language.code());
    all.kin(language.code()).forEach(this::speak);
  }

  private boolean count(Language language, Words words) {
    boolean known = words.areOf(language);
    if (known) {
      hits.merge(language.code(), 1L, Long::sum);
    }
    return known;
  }

  /** The languages that lines were found of, most lines first; then the one of the file's name. */
  List<String> heard() {
    var codes = new ArrayList<String>();
    hits.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().equals(named) ? "" : entry.getKey()))
        .forEach(entry -> codes.add(entry.getKey()));
    if (named != null && !codes.contains(named) && all.of(named).isPresent()) {
      codes.add(named);
    }
    return codes;
  }

  /** A line in one of the languages. */
  record Found(Language language, Language.Match match) {}

  /** A line about the conversation in the languages of this file. */
  Optional<Found> line(AppLine line, Predicate<String> names) {
    for (Language language : spoken) {
      Optional<Language.Match> match = language.line(line, names);
      if (match.isPresent()) {
        return Optional.of(new Found(language, match.get()));
      }
    }
    return Optional.empty();
  }

  /** A line about the conversation in any language; among strangers the one that says most. */
  Optional<Found> lineOfAny(AppLine line, Predicate<String> names) {
    return line(line, names).or(() -> heaviest(line, names));
  }

  private Optional<Found> heaviest(AppLine line, Predicate<String> names) {
    Found best = null;
    for (Language language : others()) {
      Language.Match match = language.line(line, names).orElse(null);
      if (match != null && (best == null || match.weight() > best.match().weight())) {
        best = new Found(language, match);
      }
    }
    return Optional.ofNullable(best);
  }

  /** A text that may be the app's. */
  private static final class Words {
    private final AppLine line;
    private final String first;

    Words(String text) {
      line = AppLine.of(text);
      int feed = text.indexOf('\n');
      first = Names.placeholder(feed < 0 ? text : text.substring(0, feed));
    }

    /** All of it in brackets, or the name of a file and a bracket. */
    boolean looksLikePlaceholder() {
      return (first.startsWith("<") && first.endsWith(">"))
          || (first.endsWith(")") && MediaName.startsLikeOne(first));
    }

    boolean areOf(Language language) {
      return weight(language) > 0;
    }

    /** How much of the text is words of a language. */
    int weight(Language language) {
      boolean whole =
          language.omitted(first).isPresent()
              || language.tags().stream().anyMatch(this::endsWith)
              || language.words("edited").stream()
                  .anyMatch(words -> line.folded().endsWith(AppLine.fold(words)));
      return whole
          ? line.shown().length()
          : language
              .body(line)
              .or(() -> language.line(line, name -> false))
              .map(Language.Match::weight)
              .orElse(0);
    }

    private boolean endsWith(FileTag tag) {
      String suffix = AppLine.lower(tag.suffix());
      String prefix = AppLine.lower(tag.prefix());
      return first.endsWith(suffix)
          && (tag.isBracketed() ? first.contains(prefix) : first.startsWith(prefix));
    }
  }
}
