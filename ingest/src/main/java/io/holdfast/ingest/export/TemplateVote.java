package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Learns the one header template of a file: every line that could be a header has a vote. */
final class TemplateVote {
  private static final int MAX_CLUSTERS = 5_000;

  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private long lines;

  /** All lines that look alike but for the digits and the day period. */
  private static final class Cluster {
    final HeaderShape shape;
    final List<List<String>> pieces;
    final int[] min;
    final int[] max;
    final boolean[] padded;
    final long firstLine;
    long votes;

    Cluster(HeaderShape shape, List<List<String>> pieces, long firstLine) {
      this.shape = shape;
      this.pieces = pieces;
      this.firstLine = firstLine;
      min = IntStream.generate(() -> 9).limit(shape.runs().size()).toArray();
      max = new int[shape.runs().size()];
      padded = new boolean[shape.runs().size()];
    }

    void add(HeaderShape other) {
      votes++;
      for (int i = 0; i < min.length; i++) {
        String run = other.runs().get(i);
        int length = run.codePointCount(0, run.length());
        min[i] = Math.min(min[i], length);
        max[i] = Math.max(max[i], length);
        padded[i] |= length > 1 && run.codePointAt(0) == other.zero();
      }
    }
  }

  /** One more line. */
  void line(String head) {
    lines++;
    HeaderShape shape = HeaderShape.of(head);
    if (shape == null) {
      return;
    }
    List<List<String>> pieces = pieces(shape);
    String signature = signature(shape, pieces);
    Cluster cluster = clusters.get(signature);
    if (cluster == null) {
      if (clusters.size() == MAX_CLUSTERS) {
        return;
      }
      cluster = new Cluster(shape, pieces, lines);
      clusters.put(signature, cluster);
    }
    cluster.add(shape);
  }

  /** The template with most votes; among equals the one that was met first. */
  Optional<HeaderTemplate> winner() {
    return clusters.values().stream()
        .max(Comparator.<Cluster>comparingLong(c -> c.votes).thenComparing(c -> -c.firstLine))
        .filter(cluster -> cluster.votes >= 3 || cluster.firstLine <= 2 || rare(cluster))
        .map(TemplateVote::template);
  }

  /** A short file may begin with a few lines of something else. */
  private boolean rare(Cluster cluster) {
    return cluster.votes * 10 >= lines;
  }

  private static HeaderTemplate template(Cluster cluster) {
    HeaderShape shape = cluster.shape;
    var parts = new ArrayList<Part>();
    for (int gap = 0; gap < cluster.pieces.size(); gap++) {
      addGap(parts, cluster.pieces.get(gap));
      if (gap < shape.runs().size()) {
        parts.add(number(cluster, gap));
      }
    }
    addLiteral(parts, shape.terminator());
    return new HeaderTemplate(shape.style(), shape.zero(), shape.timeFirst(), parts);
  }

  private static Part number(Cluster cluster, int run) {
    if (cluster.min[run] == 4) {
      return Part.number(4, 4);
    }
    boolean always = cluster.min[run] == 2 && cluster.padded[run];
    return Part.number(always ? 2 : 1, 2);
  }

  private static void addGap(List<Part> parts, List<String> piece) {
    addLiteral(parts, piece.getFirst());
    if (piece.size() > 1) {
      parts.add(Part.period());
      addLiteral(parts, piece.getLast());
    }
  }

  private static void addLiteral(List<Part> parts, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!parts.isEmpty() && !parts.getLast().literal().isEmpty()) {
      Part before = parts.removeLast();
      parts.add(Part.literal(before.literal() + text));
    } else {
      parts.add(Part.literal(text));
    }
  }

  /** Each gap as one literal, or as the literals around a day period. */
  private static List<List<String>> pieces(HeaderShape shape) {
    var pieces = new ArrayList<List<String>>();
    for (int i = 0; i < shape.gaps().size(); i++) {
      String gap = shape.gaps().get(i);
      boolean mayHoldPeriod = i == shape.gapBeforeTime() || i == shape.gapAfterTime();
      pieces.add(mayHoldPeriod ? split(gap) : List.of(gap));
    }
    return pieces;
  }

  private static List<String> split(String gap) {
    for (int from = 0; from < gap.length(); from++) {
      boolean wordBegins =
          Character.isLetter(gap.codePointAt(from))
              && (from == 0 || !Character.isLetter(gap.codePointBefore(from)));
      for (int to = gap.length(); wordBegins && to > from; to--) {
        boolean ends = !Character.isSpaceChar(gap.charAt(to - 1));
        if (ends && DayPeriods.all().hours(gap.substring(from, to)) != 0) {
          return List.of(gap.substring(0, from), gap.substring(to));
        }
      }
    }
    return List.of(gap);
  }

  private static String signature(HeaderShape shape, List<List<String>> pieces) {
    var text = new StringBuilder(shape.style().name()).append(shape.zero());
    for (int i = 0; i < pieces.size(); i++) {
      text.append('\0').append(String.join("\1", pieces.get(i)));
      if (i < shape.runs().size()) {
        String run = shape.runs().get(i);
        text.append(run.codePointCount(0, run.length()) == 4 ? "\0####" : "\0#");
      }
    }
    return text.append(shape.terminator()).toString();
  }
}
