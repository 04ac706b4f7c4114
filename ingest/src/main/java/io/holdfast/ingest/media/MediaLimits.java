package io.holdfast.ingest.media;

import java.time.Duration;

/**
 * How much and how long.
 *
 * @param bytes most that a file may have; the platform's own limit is 100 MB
 * @param connect for a connection
 * @param answer until the head of an answer is there
 * @param body until the whole file is there: a file that drips is cut off
 * @param atOnce files that are fetched at the same time
 */
public record MediaLimits(
    long bytes, Duration connect, Duration answer, Duration body, int atOnce) {
  /** What the product runs with. */
  public static MediaLimits standard() {
    return new MediaLimits(
        110_000_000, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10), 8);
  }
}
