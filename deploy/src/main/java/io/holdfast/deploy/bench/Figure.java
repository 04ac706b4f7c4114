package io.holdfast.deploy.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure and the limit beside it, both medians, in the same unit.
 *
 * @param name what was measured
 * @param limitIs what the limit does with the same input
 * @param ratio figure divided by limit: it travels between machines, the figure does not
 * @param target what the figure must reach, if there is one
 * @param more what else was seen, by name
 */
record Figure(
    String name,
    String unit,
    int threads,
    double figure,
    double best,
    @Nullable Double target,
    double limit,
    double limitBest,
    String limitIs,
    double ratio,
    @Nullable List<Double> samples,
    @Nullable List<Double> limitSamples,
    @JsonProperty("more") Map<String, Object> more) {

  /** What a figure is about. */
  record About(String name, String unit, int threads, @Nullable Double target, String limitIs) {}

  static Figure of(About about, Series figure, Series limit, Map<String, Object> more) {
    return new Figure(
        about.name,
        about.unit,
        about.threads,
        round(figure.median()),
        round(figure.best()),
        about.target,
        round(limit.median()),
        round(limit.best()),
        about.limitIs,
        Math.round(figure.median() / limit.median() * 10_000) / 10_000.0,
        rounded(figure),
        rounded(limit),
        more);
  }

  /** The same without its samples, for where they go into a file. */
  Figure withoutSamples() {
    return new Figure(
        name, unit, threads, figure, best, target, limit, limitBest, limitIs, ratio, null, null,
        more);
  }

  private static List<Double> rounded(Series series) {
    return series.samples().stream().map(Figure::round).toList();
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
