package io.holdfast.ingest.export;

import io.holdfast.ingest.export.ExportPlan.Colon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a name that holds a colon ({@code Ops: Night}) from a person who likes to begin messages
 * with a word and a colon. Proof is a title, a line of the app, or the app's own mark behind a name
 * whose beginning nobody bears alone. Without proof it takes a name that recurs with ever other
 * texts, whose beginning nobody bears alone, and says that this was a guess. Mutable, one per pass.
 */
final class ColonNames {
  private static final int REACH = 100;
  private static final int LEAST_RECURRENCE = 3;
  private static final int LONGEST_REST = 40;
  private static final int HASHED = 64;
  private static final int MAX_IN_LINES = 200;

  /** Whoever begins so many texts with ever other words and a colon bears none of them. */
  private static final int MAX_OF_STEM = 20;

  private static final int MAX_GUESSED = 200;
  private static final List<String> HEADINGS = List.of("poll", "option", "event");

  /** One record in twenty of a stem may be something else. */
  private static final long TOLERATED = 20;

  private final Lexicon lexicon;
  private final SenderTable longs = new SenderTable();
  private @Nullable String[] shown = new String[64];
  private int[][] texts = new int[64][];
  private final AloneTexts alone = new AloneTexts();
  private final Set<String> proven = new HashSet<>();
  private final MarkedNames marked = new MarkedNames();

  ColonNames(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Each name is made text of once. */
  private String name(int number) {
    if (number >= shown.length) {
      shown = Arrays.copyOf(shown, Math.max(number + 1, 2 * shown.length));
    }
    String name = shown[number];
    if (name == null) {
      name = longs.name(number);
      shown[number] = name;
    }
    return name;
  }

  /** A name that the app itself wrote. */
  void proven(@Nullable String name) {
    if (name != null && name.contains(": ")) {
      proven.add(Names.key(name));
    }
  }

  /** A line that may be the app's: when it is, the names of people in it are proven. */
  void line(String content) {
    for (int number = 0; number < Math.min(longs.size(), MAX_IN_LINES); number++) {
      String name = name(number);
      boolean named = content.contains(name) && !content.startsWith(name + ": ");
      if (named && isAbout(content, name)) {
        proven.add(Names.key(name));
      }
    }
  }

  /** Whether a line of the app is about somebody, not about a group that is called so. */
  private boolean isAbout(String content, String name) {
    String plain = name.replace(": ", "_");
    String key = AppLine.withoutStop(Names.key(plain));
    return lexicon
        .line(AppLine.of(content.replace(name, plain)), SystemReader::isNobody)
        .filter(found -> found.match().persons().stream().anyMatch(p -> Names.key(p).contains(key)))
        .isPresent();
  }

  /** The catalogue refuses names with a colon, so this one is shown without it. */
  private static boolean isLine(String content, String name, SystemReader system) {
    return system.known(content.replace(name, name.replace(": ", "_"))).isPresent();
  }

  /**
   * One more message.
   *
   * @param stem number of the sender up to the first colon
   * @param body index after the first colon and space
   * @param marks whether the app's own words carry a mark
   */
  void message(Frame frame, int stem, int senderFrom, int body, boolean marks) {
    byte[] bytes = frame.bytes;
    int limit = Math.min(frame.firstLineContentEnd(), frame.content + REACH) - 1;
    boolean none = true;
    for (int at = colon(bytes, body, limit); at >= 0; at = colon(bytes, at + 1, limit)) {
      if (bytes[at + 1] == ' ') {
        none = false;
        candidate(frame, senderFrom, at, marks);
      }
    }
    if (none && stem >= 0) {
      alone.add(frame, stem);
    }
  }

  private static int colon(byte[] bytes, int from, int limit) {
    return ByteSearch.next(bytes, from, limit, ':');
  }

  private void candidate(Frame frame, int from, int colon, boolean marks) {
    int number = longs.add(frame.bytes, from, colon);
    if (number < 0) {
      return;
    }
    int text = colon + 2;
    int end = frame.contentEnd();
    if (marks && Utf8.isAppMark(frame.bytes, text, end) && !isTag(frame.bytes, text + 3, end)) {
      marked.add(number, frame.bytes, text, end);
    }
    if (number >= texts.length) {
      texts = Arrays.copyOf(texts, number * 2);
    }
    int[] seen = texts[number];
    if (seen == null) {
      seen = new int[LEAST_RECURRENCE + 1];
      texts[number] = seen;
    }
    remember(seen, hash(frame.bytes, text, end));
  }

  /** A caption may end with a colon too: then a tag follows the mark. */
  private static boolean isTag(byte[] bytes, int at, int end) {
    return at < end && bytes[at] == '<';
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int at = from; at < Math.min(to, from + HASHED); at++) {
      hash = hash * 31 + bytes[at];
    }
    return hash;
  }

  /** The first element counts the different hashes behind it. */
  private static void remember(int[] seen, int hash) {
    for (int i = 1; i <= seen[0]; i++) {
      if (seen[i] == hash) {
        return;
      }
    }
    if (seen[0] < LEAST_RECURRENCE) {
      seen[++seen[0]] = hash;
    }
  }

  /** The names, longest first. */
  List<Colon> names(SenderTable senders, @Nullable String title, SystemReader system) {
    var names = new ArrayList<Colon>();
    Map<String, List<Integer>> likely = new LinkedHashMap<>();
    Map<String, Set<String>> stemsByRest = stemsByRest();
    String file = title == null || anyKey(senders, title) ? null : plain(title);
    Map<Integer, Boolean> byMark =
        marked.names(longs, senders, person -> alone.count(person) > 0, system);
    for (int number = 0; number < longs.size(); number++) {
      boolean mayBeProven = !proven.isEmpty() || mayBe(longs.bytes(number), file);
      if (!mayBeProven && !byMark.containsKey(number) && !recurs(number)) {
        continue; // nearly all: a text with a colon in it, once
      }
      String name = name(number);
      String key = Names.key(name);
      if (proven.contains(key) || isTitle(name, file, senders)) {
        names.add(new Colon(name, true));
      } else if (byMark.containsKey(number) && !isHeading(name)) {
        names.add(new Colon(name, byMark.get(number)));
      } else if (!isHeading(name) && looksLikeName(number, name, stemsByRest, senders)) {
        likely.computeIfAbsent(stem(name), s -> new ArrayList<>()).add(number);
      }
    }
    names.addAll(guesses(likely, senders, system));
    names.sort(Comparator.comparingInt((Colon colon) -> -colon.name().length()));
    return names;
  }

  /** Whether a name is the file's, unless somebody writes under its beginning. */
  private boolean isTitle(String name, @Nullable String file, SenderTable senders) {
    if (file == null || !plain(name).equals(file)) {
      return false;
    }
    byte[] stem = Utf8.bytes(stem(name));
    int number = senders.find(stem, 0, stem.length);
    return number < 0 || !writesAlone(number);
  }

  /** Whether a name ends with the word that the app puts before a poll or an event. */
  private boolean isHeading(String name) {
    String word = name.substring(name.lastIndexOf(": ") + 2) + ":";
    return HEADINGS.stream()
        .anyMatch(
            purpose ->
                lexicon.spoken().stream()
                    .anyMatch(language -> language.words(purpose).contains(word)));
  }

  private Map<String, Set<String>> stemsByRest() {
    Map<String, Set<String>> stems = new HashMap<>();
    for (int number = 0; number < longs.size(); number++) {
      String name = name(number);
      stems.computeIfAbsent(Names.key(rest(name)), r -> new HashSet<>()).add(stem(name));
    }
    return stems;
  }

  /** Ever other texts behind it, not the word that others begin with too, not somebody quoted. */
  private boolean looksLikeName(
      int number, String name, Map<String, Set<String>> stemsByRest, SenderTable senders) {
    String rest = Names.key(rest(name));
    return recurs(number)
        && rest.length() <= LONGEST_REST
        && Arrays.stream(rest.split(": ")).allMatch(ColonNames::startsLikeName)
        && Names.phone(Names.shown(stem(name))).isEmpty()
        && stemsByRest.getOrDefault(rest, Set.of()).size() == 1
        && !anyKey(senders, rest);
  }

  private boolean recurs(int number) {
    int[] seen = texts[number];
    return seen != null && seen[0] == LEAST_RECURRENCE && longs.count(number) >= LEAST_RECURRENCE;
  }

  /** Rejects by the first letter nearly all names that are not the file's; none that is. */
  private static boolean mayBe(byte[] name, @Nullable String file) {
    if (file == null) {
      return false;
    }
    boolean plain = name.length > 1 && name[0] > ' ' && name[1] > ' ';
    char first = plain ? Character.toLowerCase((char) name[0]) : 0;
    return file.isEmpty() || !Character.isLetterOrDigit(first) || first == file.charAt(0);
  }

  private static boolean startsLikeName(String word) {
    if (word.isEmpty() || word.endsWith("?") || word.endsWith("!")) {
      return false;
    }
    int first = word.codePointAt(0);
    return !Character.isLowerCase(first)
        && (Character.isLetterOrDigit(first) || Character.getType(first) == Character.OTHER_SYMBOL);
  }

  private static boolean anyKey(SenderTable senders, String key) {
    byte[] bytes = Utf8.bytes(key);
    return senders.find(bytes, 0, bytes.length) >= 0;
  }

  /** The first names of those that are likely: a text can be made to hold any number of them. */
  private List<Colon> guesses(
      Map<String, List<Integer>> likely, SenderTable senders, SystemReader system) {
    likely.values().removeIf(numbers -> numbers.size() > MAX_OF_STEM);
    Map<String, List<Integer>> byStem = likely.isEmpty() ? Map.of() : byStem();
    var guesses = new ArrayList<Colon>();
    likely.forEach(
        (stem, numbers) -> {
          List<Integer> all = byStem.getOrDefault(stem, List.of());
          List<Integer> chosen = numbers.stream().filter(n -> !within(n, numbers)).toList();
          if (guesses.size() + chosen.size() <= MAX_GUESSED
              && areNames(stem, chosen, all, senders, system)) {
            chosen.forEach(number -> guesses.add(new Colon(name(number), false)));
          }
        });
    return guesses;
  }

  private Map<String, List<Integer>> byStem() {
    Map<String, List<Integer>> byStem = new HashMap<>();
    for (int number = 0; number < longs.size(); number++) {
      byStem.computeIfAbsent(stem(name(number)), s -> new ArrayList<>()).add(number);
    }
    return byStem;
  }

  /**
   * Whether what is likely of one stem accounts for nearly all that stands under it.
   *
   * @param all everything with a colon that begins with the stem
   */
  private boolean areNames(
      String stem,
      List<Integer> chosen,
      List<Integer> all,
      SenderTable senders,
      SystemReader system) {
    byte[] stemBytes = Utf8.bytes(stem);
    int stemNumber = senders.find(stemBytes, 0, stemBytes.length);
    long covered = chosen.stream().mapToLong(longs::count).sum();
    if (stemNumber < 0 || standsAlone(stemNumber, stem, chosen, system)) {
      return false;
    }
    long others = senders.count(stemNumber) - covered - alone.count(stemNumber);
    return others * TOLERATED <= covered
        || (others - linesAbout(chosen, all, system)) * TOLERATED <= covered;
  }

  /** Lines of the app about a name may name somebody else with a colon. */
  private long linesAbout(List<Integer> chosen, List<Integer> all, SystemReader system) {
    long lines = 0;
    for (int number : all) {
      String text = name(number);
      boolean about =
          chosen.stream()
              .map(this::name)
              .anyMatch(name -> text.startsWith(name + " ") && isLine(text, name, system));
      lines += about ? longs.count(number) : 0;
    }
    return lines;
  }

  /** Whether a candidate is only part of another, or another only begins with it now and then. */
  private boolean within(int number, List<Integer> numbers) {
    String name = name(number);
    for (int other : numbers) {
      String more = name(other);
      boolean longer = more.startsWith(name + ": ");
      boolean shorter = name.startsWith(more + ": ");
      boolean always = longs.count(other) == longs.count(number);
      if ((longer && always) || (shorter && !always)) {
        return true;
      }
    }
    return false;
  }

  /** Somebody writes under the stem; a line of the app that begins with the name is nobody. */
  private boolean standsAlone(int number, String stem, List<Integer> chosen, SystemReader system) {
    if (alone.count(number) == 0) {
      return false;
    }
    if (alone.writes(number) || alone.full()) {
      return true;
    }
    for (String text : alone.of(stem)) {
      boolean ofApp =
          chosen.stream().anyMatch(n -> text.startsWith(name(n) + " "))
              && chosen.stream().anyMatch(n -> isLine(text, name(n), system));
      if (!ofApp) {
        return true;
      }
    }
    return false;
  }

  /** Whether a stem has written more than the app's lines might account for. */
  boolean writesAlone(int stem) {
    return alone.writes(stem);
  }

  /** Whether the app's own words were met with a mark in front; known once names are. */
  boolean marked() {
    return marked.believed();
  }

  static String stem(String name) {
    return name.substring(0, name.indexOf(": "));
  }

  /** The app's lines under a name that bears nothing else; empty when a person writes there. */
  List<String> appsOnly(String name, SystemReader system) {
    byte[] bytes = Utf8.bytes(name);
    List<String> texts = marked.only(longs.find(bytes, 0, bytes.length), longs);
    return texts.stream().allMatch(text -> system.known(text).isPresent()) ? texts : List.of();
  }

  private static String rest(String name) {
    return name.substring(name.indexOf(": ") + 2);
  }

  /** A file's name cannot hold a colon: phones leave it out or write something else. */
  static boolean sameInFileName(String title, String key) {
    return plain(title).equals(plain(key));
  }

  private static String plain(String name) {
    return Names.key(name)
        .replaceAll("[:_\\-]+", " ")
        .replaceAll(" +", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
