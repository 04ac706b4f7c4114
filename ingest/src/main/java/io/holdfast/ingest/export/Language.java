package io.holdfast.ingest.export;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The app's own words in one language; each language is a file of data. Immutable. */
final class Language {
  private static final String PLACEHOLDERS = "omitted:";
  private static final String DOCUMENT = "document";
  private static final String DURATION = "duration:";
  private static final Set<String> IN_BODIES =
      Set.of("deleted", "waiting", "unsupported", "live-location", "location", "view-once");
  private static final Set<String> NOTICES = Set.of("encryption-notice", "security-code-changed");
  private static final Set<String> WORDS =
      Set.of("you", "pages", "edited", "poll", "option", "event");

  static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final Pattern GAP = Pattern.compile("\\{.\\}");

  /** Fewer than one letter in so many is another script's. */
  private static final int RARE = 8;

  private final String code;
  private final String data;
  private final LineIndex lines;
  private final LineIndex bodies;
  private final List<FileTag> tags = new ArrayList<>();
  private final Map<String, String> omitted = new HashMap<>();
  private final Map<String, List<String>> words = new HashMap<>();
  private final Map<String, Integer> durations = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<UnicodeScript> scripts;

  /**
   * A line of the app and the names in it.
   *
   * @param owner letter of the gap that means the phone's owner without a word for it, or 0
   * @param weight how much of the line is the app's
   */
  record Match(String code, char owner, int weight, Map<Character, String> gaps) {
    @Nullable String gap(char letter) {
      return gaps.get(letter);
    }

    /** What stands in the gaps that are for names. */
    List<String> names() {
      return gaps.entrySet().stream()
          .filter(gap -> "amn".indexOf(gap.getKey()) >= 0)
          .map(Map.Entry::getValue)
          .toList();
    }

    /** The names of people: what a group is called proves nobody's name. */
    List<String> persons() {
      String letters = code.equals("number-changed") ? "amn" : "am";
      return gaps.entrySet().stream()
          .filter(gap -> letters.indexOf(gap.getKey()) >= 0)
          .map(Map.Entry::getValue)
          .toList();
    }

    static Optional<Match> of(LineIndex.@Nullable Hit hit) {
      if (hit == null) {
        return Optional.empty();
      }
      LinePattern pattern = hit.pattern();
      return Optional.of(new Match(pattern.code(), pattern.owner(), pattern.weight(), hit.gaps()));
    }
  }

  /** Reads the data of a language: code, tab, words. */
  Language(String code, String data) {
    this.code = code;
    this.data = data;
    scripts = scripts(data);
    var about = new ArrayList<LinePattern>();
    var inPlace = new ArrayList<LinePattern>();
    for (String line : data.split("\n")) {
      int tab = line.indexOf('\t');
      String what = tab < 0 ? "" : line.substring(0, tab);
      String text = line.substring(tab + 1);
      if (IN_BODIES.contains(what)) {
        inPlace.add(LinePattern.of(what, text, true));
        begin(text);
      } else if (tab > 0 && !addWords(what, text)) {
        about.add(LinePattern.of(what, text, false));
        boolean whole = what.startsWith("call:missed") && text.indexOf('{') < 0;
        if (whole || (NOTICES.contains(what) && text.charAt(0) != '{')) {
          begin(text);
        }
      }
    }
    lines = new LineIndex(about);
    bodies = new LineIndex(inPlace);
  }

  private boolean addWords(String what, String text) {
    if (what.startsWith(PLACEHOLDERS)) {
      String of = what.substring(PLACEHOLDERS.length());
      omitted.putIfAbsent(Names.placeholder(text), of);
      begin(text);
      if (of.equals(DOCUMENT) && !text.startsWith("<")) {
        words.computeIfAbsent(DOCUMENT, w -> new ArrayList<>()).add(text);
      }
    } else if (what.startsWith(DURATION)) {
      durations.put(text, Integer.valueOf(what.substring(DURATION.length())));
    } else if (what.equals("attached")) {
      tags.add(FileTag.of(text));
      begin(text);
    } else if (WORDS.contains(what)) {
      words.computeIfAbsent(what, w -> new ArrayList<>()).add(text);
      if (what.equals("poll") || what.equals("event")) {
        begin(text);
      }
    } else {
      return false;
    }
    return true;
  }

  private void begin(String text) {
    int gap = text.indexOf('{');
    beginnings.add(gap < 0 ? text : text.substring(0, gap));
  }

  /** A name of a product in other letters does not make them the language's. */
  private static Set<UnicodeScript> scripts(String data) {
    var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    for (String line : data.split("\n")) {
      GAP.matcher(line.substring(line.indexOf('\t') + 1))
          .replaceAll("")
          .codePoints()
          .filter(Character::isLetter)
          .forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
    }
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    letters.values().removeIf(count -> count * RARE < all);
    return Set.copyOf(letters.keySet());
  }

  /** All words of the app in this language, in lower case. */
  Set<String> vocabulary() {
    var vocabulary = new HashSet<String>();
    for (String line : data.split("\n")) {
      String text = GAP.matcher(line.substring(line.indexOf('\t') + 1)).replaceAll(" ");
      vocabulary.addAll(List.of(NO_LETTER.split(AppLine.lower(text))));
    }
    return vocabulary;
  }

  /** The scripts that the app writes this language in. */
  Set<UnicodeScript> scripts() {
    return scripts;
  }

  String code() {
    return code;
  }

  /**
   * What was left out, when a text says nothing but that.
   *
   * @param placeholder as {@link Names#placeholder} makes it
   */
  Optional<String> omitted(String placeholder) {
    return Optional.ofNullable(omitted.get(placeholder));
  }

  /** How files are named. */
  List<FileTag> tags() {
    return tags;
  }

  /** Texts of one purpose: {@code you pages edited poll option event document}. */
  List<String> words(String purpose) {
    return words.getOrDefault(purpose, List.of());
  }

  /** A line of the app that stands in the place of a message. */
  Optional<Match> body(AppLine line) {
    return Match.of(bodies.find(line.shown(), line.lower(), name -> true));
  }

  /** A line of the app about the conversation. */
  Optional<Match> line(AppLine line, Predicate<String> names) {
    return Match.of(lines.find(line.shown(), line.folded(), names));
  }

  /** Seconds of "2 min"; empty when it is no duration. */
  Optional<Long> seconds(String duration) {
    long total = 0;
    String[] parts = AppLine.fold(duration).strip().split(" ");
    for (int i = 0; i + 1 < parts.length; i += 2) {
      Integer unit = durations.get(AppLine.withoutStop(parts[i + 1]));
      boolean number =
          parts[i].length() < 7 && parts[i].chars().allMatch(c -> c >= '0' && c <= '9');
      if (unit == null || !number) {
        return Optional.empty();
      }
      total += Long.parseLong(parts[i]) * unit;
    }
    return parts.length % 2 == 0 ? Optional.of(total) : Optional.empty();
  }

  /** How everything begins that may stand as a message's text. */
  Set<String> beginnings() {
    return beginnings;
  }
}
