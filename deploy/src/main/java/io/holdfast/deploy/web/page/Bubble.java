package io.holdfast.deploy.web.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a conversation, ready to be shown.
 *
 * @param shape how it is drawn
 * @param newDay the day that begins with it; absent when it is still the same
 * @param text what it says; of a deleted message, what it said
 * @param detail more about it; of a gap, why
 * @param reactions emoji with how often
 * @param deletedAt when its sender deleted it
 * @param history its versions, oldest first; empty when it never changed
 */
public record Bubble(
    String id,
    Shape shape,
    @Nullable LocalDate newDay,
    @Nullable Instant at,
    String sender,
    String text,
    String detail,
    @Nullable Quote quote,
    List<File> files,
    List<String> reactions,
    @Nullable Instant deletedAt,
    List<Version> history,
    boolean chosen) {
  /** How it is drawn. */
  public enum Shape {
    IN,
    OUT,
    SYSTEM,
    GAP
  }

  /** The message it answers. */
  public record Quote(String id, String sender, String text) {}

  /**
   * A file with it.
   *
   * @param href where it is handed over; absent when it is not kept
   */
  public record File(
      String name, String type, @Nullable Long size, String state, @Nullable String href) {}

  /** One version of its text; what changed is between before and after. */
  public record Version(@Nullable Instant at, String before, String changed, String after) {}
}
