package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Patterns by how they begin or end, the one that says most in front. Immutable. */
final class LineIndex {
  private static final Comparator<LinePattern> HEAVY_FIRST =
      Comparator.comparingInt((LinePattern pattern) -> -pattern.weight());

  private final Map<Character, List<LinePattern>> byFirst = new HashMap<>();
  private final Map<Character, List<LinePattern>> byLast = new HashMap<>();
  private final List<LinePattern> others = new ArrayList<>();

  /** A pattern and what stood in its gaps. */
  record Hit(LinePattern pattern, Map<Character, String> gaps) {}

  LineIndex(List<LinePattern> patterns) {
    for (LinePattern pattern : patterns) {
      String first = pattern.literals().getFirst();
      String last = pattern.literals().getLast();
      if (!first.isEmpty()) {
        byFirst.computeIfAbsent(first.charAt(0), c -> new ArrayList<>()).add(pattern);
      } else if (!last.isEmpty()) {
        byLast.computeIfAbsent(last.charAt(last.length() - 1), c -> new ArrayList<>()).add(pattern);
      } else {
        others.add(pattern);
      }
    }
    byFirst.values().forEach(list -> list.sort(HEAVY_FIRST));
    byLast.values().forEach(list -> list.sort(HEAVY_FIRST));
    others.sort(HEAVY_FIRST);
  }

  /** The pattern that says most of those that match. */
  @Nullable Hit find(String shown, String compared, Predicate<String> names) {
    if (compared.isEmpty()) {
      return null;
    }
    List<LinePattern> first = byFirst.getOrDefault(compared.charAt(0), List.of());
    List<LinePattern> last = byLast.getOrDefault(compared.charAt(compared.length() - 1), List.of());
    Hit best = find(first, null, shown, compared, names);
    best = find(last, best, shown, compared, names);
    return find(others, best, shown, compared, names);
  }

  private static @Nullable Hit find(
      List<LinePattern> patterns,
      @Nullable Hit before,
      String shown,
      String compared,
      Predicate<String> names) {
    for (LinePattern pattern : patterns) {
      if (before != null && pattern.weight() <= before.pattern().weight()) {
        return before;
      }
      Map<Character, String> gaps = pattern.match(shown, compared, names);
      if (gaps != null) {
        return new Hit(pattern, gaps);
      }
    }
    return before;
  }
}
