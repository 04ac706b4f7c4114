package io.holdfast.deploy.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one bench prints: its first figure with limit, ratio and samples, and what they were seen
 * on.
 *
 * @param figure the figure that the bench is about
 * @param further other figures of the same run
 * @param input what was read
 * @param warmUp what ran before the first sample
 * @param checksum of all results: nothing of the work could be left out
 */
public record Report(
    String bench,
    Instant at,
    @JsonUnwrapped Figure figure,
    List<Figure> further,
    Map<String, Object> input,
    String warmUp,
    String checksum,
    Machine machine) {
  /** The same without raw samples. */
  public Report withoutSamples() {
    return new Report(
        bench,
        at,
        figure.withoutSamples(),
        further.stream().map(Figure::withoutSamples).toList(),
        input,
        warmUp,
        checksum,
        machine);
  }
}
