package io.holdfast.deploy.settings;

import java.util.Comparator;
import java.util.stream.Stream;

/** The known name that differs least from one that is not known. */
final class Nearest {
  private Nearest() {}

  static String key(String unknown) {
    return nearest(unknown, Stream.of(Setting.values()).map(Setting::key));
  }

  static String variable(String unknown) {
    return nearest(unknown, Stream.of(Setting.values()).map(Setting::variable));
  }

  private static String nearest(String unknown, Stream<String> known) {
    return known.min(Comparator.comparingInt(name -> distance(unknown, name))).orElseThrow();
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
