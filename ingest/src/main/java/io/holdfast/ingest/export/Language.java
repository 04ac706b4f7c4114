package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The app's own words in one language; each language is a file of data. Immutable. */
final class Language {
  private static final String PLACEHOLDERS = "omitted:";
  private static final Set<String> IN_BODIES =
      Set.of("deleted", "waiting", "unsupported", "live-location", "location", "view-once");

  private final String code;
  private final List<LinePattern> lines = new ArrayList<>();
  private final List<LinePattern> bodies = new ArrayList<>();
  private final Map<String, String> omitted = new HashMap<>();
  private final Map<String, List<String>> words = new HashMap<>();
  private final Map<String, Integer> durations = new HashMap<>();

  /** A line of the app and the names in it. */
  record Match(String code, Map<Character, String> gaps) {
    @Nullable String gap(char letter) {
      return gaps.get(letter);
    }
  }

  private Language(String code) {
    this.code = code;
    for (String line : resource("lines-" + code + ".txt").split("\n")) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        add(line.substring(0, tab), line.substring(tab + 1));
      }
    }
  }

  /** All languages that the program has words of. */
  static List<Language> all() {
    return Holder.ALL;
  }

  /** All languages, the given one first. */
  static List<Language> beginningWith(@Nullable String code) {
    var ordered = new ArrayList<Language>();
    all().stream().filter(language -> language.code.equals(code)).forEach(ordered::add);
    all().stream().filter(language -> !language.code.equals(code)).forEach(ordered::add);
    return List.copyOf(ordered);
  }

  private void add(String what, String text) {
    if (what.startsWith(PLACEHOLDERS)) {
      omitted.put(Names.placeholder(text), what.substring(PLACEHOLDERS.length()));
    } else if (what.startsWith("duration:")) {
      durations.put(text, Integer.valueOf(what.substring("duration:".length())));
    } else if (IN_BODIES.contains(what)) {
      bodies.add(LinePattern.of(what, text));
    } else if (isWord(what)) {
      words.computeIfAbsent(what, w -> new ArrayList<>()).add(text);
    } else {
      lines.add(LinePattern.of(what, text));
    }
  }

  private static boolean isWord(String what) {
    return switch (what) {
      case "you", "file-name", "attached", "pages", "edited", "poll", "option" -> true;
      default -> false;
    };
  }

  String code() {
    return code;
  }

  /** What was left out, when a text says nothing but that. */
  Optional<String> omitted(String text) {
    return Optional.ofNullable(omitted.get(Names.placeholder(text)));
  }

  /** Texts of one purpose: {@code you file-name attached pages edited poll option}. */
  List<String> words(String purpose) {
    return words.getOrDefault(purpose, List.of());
  }

  /** A line of the app that stands in the place of a message. */
  Optional<Match> body(String text) {
    return find(bodies, text);
  }

  /** A line of the app about the conversation. */
  Optional<Match> line(String text) {
    return find(lines, text);
  }

  private static Optional<Match> find(List<LinePattern> patterns, String text) {
    String clean = LinePattern.withoutStop(Names.shown(text));
    String folded = LinePattern.fold(clean);
    for (LinePattern pattern : patterns) {
      Map<Character, String> gaps = pattern.match(clean, folded);
      if (gaps != null) {
        return Optional.of(new Match(pattern.code(), gaps));
      }
    }
    return Optional.empty();
  }

  /** Seconds of "2 min"; empty when it is no duration. */
  Optional<Long> seconds(String duration) {
    long total = 0;
    String[] parts = LinePattern.fold(duration).strip().split(" ");
    for (int i = 0; i + 1 < parts.length; i += 2) {
      Integer unit = durations.get(LinePattern.withoutStop(parts[i + 1]));
      if (unit == null || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Optional.empty();
      }
      total += Long.parseLong(parts[i]) * unit;
    }
    return parts.length % 2 == 0 ? Optional.of(total) : Optional.empty();
  }

  /** First three bytes of everything that may stand as a message's text. */
  Set<String> beginnings() {
    var all = new HashSet<String>(words("poll"));
    bodies.forEach(pattern -> all.add(pattern.literals().getFirst()));
    all.addAll(omitted.keySet());
    return all;
  }

  private static String resource(String name) {
    try (InputStream in = Language.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read once, when the first export is read. */
  private static final class Holder {
    static final List<Language> ALL =
        resource("languages.txt").lines().filter(l -> !l.isBlank()).map(Language::new).toList();
  }
}
