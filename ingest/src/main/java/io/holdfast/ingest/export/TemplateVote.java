package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns the one header template of a file: every line that could be a header has a vote. */
final class TemplateVote {
  private static final int MAX_CLUSTERS = 5_000;
  private static final int MAX_WORDS = 100;

  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private long lines;
  private long copied;
  private long signals;

  /** All lines that look alike but for the digits and the words that vary. */
  private static final class Cluster {
    final HeaderShape shape;
    final List<HeaderGap> gaps;
    final int[] min;
    final int[] max;
    final long[] padded;
    final long[] unpadded;
    final Set<String> words = new HashSet<>();
    long firstLine;
    long votes;
    boolean over12;

    Cluster(HeaderShape shape, List<HeaderGap> gaps, long firstLine) {
      this.shape = shape;
      this.gaps = gaps;
      this.firstLine = firstLine;
      min = IntStream.generate(() -> 9).limit(shape.runs().size()).toArray();
      max = new int[shape.runs().size()];
      padded = new long[shape.runs().size()];
      unpadded = new long[shape.runs().size()];
    }

    void add(HeaderShape other) {
      votes++;
      for (int i = 0; i < min.length; i++) {
        String run = other.runs().get(i);
        int length = HeaderShape.length(run);
        min[i] = Math.min(min[i], length);
        max[i] = Math.max(max[i], length);
        padded[i] += length > 1 && run.codePointAt(0) == other.zero() ? 1 : 0;
        unpadded[i] += length == 1 ? 1 : 0;
      }
      for (HeaderGap gap : other.gaps()) {
        word(gap.word());
        word(gap.stranger());
      }
      String hour = other.runs().get(other.timeFirst() ? 0 : other.dates());
      over12 |= HeaderShape.length(hour) == 2 && value(hour) > 12;
    }

    private void word(String word) {
      if (!word.isEmpty() && words.size() < MAX_WORDS) {
        words.add(DayPeriods.fold(word));
      }
    }

    void take(Cluster other) {
      votes += other.votes;
      firstLine = Math.min(firstLine, other.firstLine);
      over12 |= other.over12;
      words.addAll(other.words);
      for (int i = 0; i < Math.min(min.length, other.min.length); i++) {
        boolean both = i < 2 || min.length == other.min.length;
        min[i] = both ? Math.min(min[i], other.min[i]) : min[i];
        max[i] = both ? Math.max(max[i], other.max[i]) : max[i];
        padded[i] += both ? other.padded[i] : 0;
        unpadded[i] += both ? other.unpadded[i] : 0;
      }
    }

    private static int value(String run) {
      return run.codePoints().reduce(0, (sum, c) -> sum * 10 + Character.digit(c, 10));
    }
  }

  /** One more line; gives the form of its header, or null when it has none that counts. */
  @Nullable String line(String head) {
    lines++;
    HeaderShape shape = HeaderShape.of(head);
    if (shape == null) {
      return null;
    }
    if (shape.copied() || shape.signals()) {
      copied += shape.copied() ? 1 : 0;
      signals += shape.signals() ? 1 : 0;
      return null;
    }
    String signature = signature(shape, shape.gaps(), false);
    Cluster cluster = clusters.get(signature);
    if (cluster == null) {
      if (clusters.size() == MAX_CLUSTERS) {
        return null;
      }
      cluster = new Cluster(shape, shape.gaps(), lines);
      clusters.put(signature, cluster);
    }
    cluster.add(shape);
    return signature;
  }

  /** A form that headers were met in, and how many. */
  record Found(String signature, HeaderTemplate template, long lines) {}

  /** All forms, most lines first. */
  List<Found> forms() {
    return clusters.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Cluster> e) -> -e.getValue().votes)
                .thenComparing(e -> e.getValue().firstLine))
        .map(e -> new Found(e.getKey(), template(e.getValue()), e.getValue().votes))
        .toList();
  }

  /** Whether lines begin as text does that was copied from the app's window. */
  boolean copied() {
    return copied > 0;
  }

  /** Whether lines begin as a program writes them that reads chats out of Signal. */
  boolean signals() {
    return signals > 0;
  }

  /** The template with most votes; among equals the one that was met first. */
  Optional<HeaderTemplate> winner() {
    return yearless(strangers(clusters.values())).stream()
        .max(Comparator.<Cluster>comparingLong(c -> c.votes).thenComparing(c -> -c.firstLine))
        .filter(cluster -> cluster.votes >= 3 || cluster.firstLine <= 2 || rare(cluster))
        .map(TemplateVote::template);
  }

  /** A short file may begin with a few lines of something else. */
  private boolean rare(Cluster cluster) {
    return cluster.votes * 10 >= lines;
  }

  /**
   * Headers that differ in one word beside an hour of at most 12 have day periods that we do not
   * know: better known as unknown than taken for another template.
   */
  private static Collection<Cluster> strangers(Collection<Cluster> all) {
    Map<String, List<Cluster>> alike = new LinkedHashMap<>();
    for (Cluster cluster : all) {
      boolean strange = cluster.gaps.stream().anyMatch(gap -> !gap.stranger().isEmpty());
      List<HeaderGap> gaps = strange && !cluster.over12 ? withStrangers(cluster) : cluster.gaps;
      alike
          .computeIfAbsent(signature(cluster.shape, gaps, false), s -> new ArrayList<>())
          .add(cluster);
    }
    var merged = new ArrayList<Cluster>();
    for (List<Cluster> group : alike.values()) {
      if (group.size() == 1) {
        merged.add(group.getFirst());
      } else {
        Cluster first = group.getFirst();
        var cluster = new Cluster(first.shape, withStrangers(first), first.firstLine);
        group.forEach(cluster::take);
        merged.add(cluster);
      }
    }
    return merged;
  }

  private static List<HeaderGap> withStrangers(Cluster cluster) {
    return cluster.gaps.stream()
        .map(gap -> gap.stranger().isEmpty() ? gap : gap.withStrangerAsPeriod())
        .toList();
  }

  /** Headers with and without a year belong together when the month is a name. */
  private static Collection<Cluster> yearless(Collection<Cluster> all) {
    Map<String, Cluster> merged = new LinkedHashMap<>();
    for (Cluster cluster : all) {
      String signature = signature(cluster.shape, cluster.gaps, cluster.shape.yearLast());
      Cluster other = merged.get(signature);
      if (other == null) {
        merged.put(signature, cluster);
      } else {
        Cluster longer = other.shape.dates() == 3 ? other : cluster;
        longer.take(longer == other ? cluster : other);
        merged.put(signature, longer);
      }
    }
    return merged.values();
  }

  private static HeaderTemplate template(Cluster cluster) {
    HeaderShape shape = cluster.shape;
    boolean mayLackYear = shape.dates() == 2 || shape.yearLast();
    var parts = new ArrayList<Part>();
    for (int i = 0; i < cluster.gaps.size(); i++) {
      boolean year = mayLackYear && i == 2 && shape.dates() == 3;
      if (year) {
        parts.add(Part.optionalYear(literal(cluster.gaps.get(i))));
        continue;
      }
      if (mayLackYear && i == 2) {
        parts.add(Part.optionalYear(shape.month() == 0 ? ", " : " "));
      }
      cluster.gaps.get(i).parts().forEach(part -> add(parts, part));
      if (i < shape.runs().size()) {
        add(parts, i == shape.month() ? Part.word(Part.MONTH) : number(cluster, i));
      }
    }
    add(parts, Part.literal(shape.terminator()));
    String literals = String.join("", parts.stream().map(Part::literal).toList());
    return new HeaderTemplate(
        shape.style(),
        shape.zero(),
        shape.timeFirst(),
        parts,
        DayPeriods.inContext(cluster.words, literals));
  }

  private static String literal(HeaderGap gap) {
    return String.join("", gap.parts().stream().map(Part::literal).toList());
  }

  private static Part number(Cluster cluster, int run) {
    if (cluster.min[run] == 4) {
      return Part.number(4, 4);
    }
    boolean always = cluster.padded[run] > cluster.unpadded[run];
    return Part.number(always ? 2 : 1, 2);
  }

  private static void add(List<Part> parts, Part part) {
    boolean join = part.isLiteral() && !parts.isEmpty() && parts.getLast().isLiteral();
    if (join) {
      Part before = parts.removeLast();
      parts.add(Part.literal(before.literal() + part.literal()));
    } else {
      parts.add(part);
    }
  }

  private static String signature(HeaderShape shape, List<HeaderGap> gaps, boolean leaveOutYear) {
    var text = new StringBuilder(shape.style().name()).append(shape.zero());
    for (int i = 0; i < gaps.size(); i++) {
      if (leaveOutYear && i == 2) {
        continue;
      }
      text.append('\0');
      for (Part part : gaps.get(i).parts()) {
        text.append(part.literal()).append((char) (1 - part.minDigits()));
      }
      if (i < shape.runs().size()) {
        boolean four = HeaderShape.length(shape.runs().get(i)) == 4;
        text.append(i == shape.month() ? "\0M" : four ? "\0####" : "\0#");
      }
    }
    return text.append(shape.terminator()).toString();
  }
}
