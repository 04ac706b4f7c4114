package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Names with a colon that a direction mark follows. Anybody can type or paste a mark, and a
 * right-to-left word brings one along, so a mark alone proves nothing: it counts when nobody bears
 * the name's beginning alone, or, as a guess, when only lines of the app stand behind the name.
 * Mutable, one per pass.
 */
final class MarkedNames {
  private static final int MAX_NAMES = 2_000;
  private static final int MAX_TEXTS = 20;
  private static final int MAX_TEXT = 600;

  private final Map<Integer, Seen> seen = new TreeMap<>();
  private boolean believed;

  /** What was marked behind one name. */
  private static final class Seen {
    private final List<byte[]> texts = new ArrayList<>();
    private long count;
  }

  /** One more marked text behind a name. */
  void add(int number, byte[] bytes, int from, int end) {
    Seen before = seen.get(number);
    if (before == null && seen.size() == MAX_NAMES) {
      return;
    }
    Seen marked = before == null ? new Seen() : before;
    seen.put(number, marked);
    marked.count++;
    if (marked.texts.size() < MAX_TEXTS) {
      marked.texts.add(Arrays.copyOfRange(bytes, from, Math.min(end, from + MAX_TEXT)));
    }
  }

  /** The texts that were marked behind a name, when nothing else stands behind it. */
  List<String> only(int number, SenderTable longs) {
    Seen marked = seen.get(number);
    return marked == null || marked.count < longs.count(number) ? List.of() : texts(marked);
  }

  private static List<String> texts(Seen marked) {
    return marked.texts.stream().map(text -> Utf8.text(text, 0, text.length)).toList();
  }

  /**
   * The numbers of the names that count, and whether they are more than a guess.
   *
   * @param longs all names with a colon
   * @param alone whether somebody bears the beginning with this number in {@code senders} alone
   */
  Map<Integer, Boolean> names(
      SenderTable longs, SenderTable senders, IntPredicate alone, SystemReader system) {
    Map<Integer, Boolean> names = new HashMap<>();
    Map<String, List<Integer>> byStem = new HashMap<>();
    seen.keySet()
        .forEach(
            number ->
                byStem
                    .computeIfAbsent(ColonNames.stem(longs.name(number)), s -> new ArrayList<>())
                    .add(number));
    byStem.forEach(
        (stem, all) -> {
          List<Integer> numbers = all.stream().filter(n -> !extendsOne(n, all, longs)).toList();
          byte[] bytes = Utf8.bytes(stem);
          int person = senders.find(bytes, 0, bytes.length);
          long covered = numbers.stream().mapToLong(longs::count).sum();
          boolean nobody = person < 0 || (!alone.test(person) && senders.count(person) == covered);
          for (int number : numbers) {
            boolean apps = isApps(number, longs, system);
            if (apps || (nobody && numbers.size() == 1)) {
              names.put(number, nobody);
            }
          }
        });
    believed = !names.isEmpty();
    return names;
  }

  /** Behind a whole name may stand text that holds a colon too. */
  private static boolean extendsOne(int number, List<Integer> all, SenderTable longs) {
    String name = longs.name(number);
    return all.stream().anyMatch(other -> name.startsWith(longs.name(other) + ": "));
  }

  private boolean isApps(int number, SenderTable longs, SystemReader system) {
    List<String> texts = only(number, longs);
    return !texts.isEmpty() && texts.stream().allMatch(text -> system.known(text).isPresent());
  }

  /** Whether a mark was found to be the app's; known once the names are. */
  boolean believed() {
    return believed;
  }
}
