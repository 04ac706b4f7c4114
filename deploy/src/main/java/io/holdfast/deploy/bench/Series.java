package io.holdfast.deploy.bench;

import java.util.Arrays;
import java.util.List;

/** Samples of one rate, in the order they were taken, none left out. */
record Series(List<Double> samples) {
  Series {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a series has a sample");
    }
  }

  /** The sample in the middle; of two the lower. */
  double median() {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  double best() {
    return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
