package io.holdfast.archive;

import io.holdfast.archive.ArchiveException.Category;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a failure may say in a log or on a status page. The words of our own exceptions hold ids
 * only and are told. What a library says of its failure may quote a message, a row or a file's
 * name, and so may our words about input that somebody handed in: of those only types, categories
 * and places are told.
 */
public final class LoggedTrouble {
  /** So many causes are told. */
  private static final int DEPTH = 6;

  /** Frames that are told of each cause. */
  private static final int FRAMES = 12;

  private LoggedTrouble() {}

  /** One line for trouble that is foreseen: our own words, else what kind it is and its place. */
  public static String words(Throwable trouble) {
    return switch (trouble) {
      case ArchiveException known when known.category() != Category.INVALID ->
          String.valueOf(known.getMessage());
      case IntegrityException broken -> String.valueOf(broken.getMessage());
      default -> kind(trouble) + places(trouble, 1);
    };
  }

  /** All that may be told of trouble that nobody foresaw, with its causes and their places. */
  public static String whole(Throwable trouble) {
    var told = new StringBuilder();
    Throwable cause = trouble;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      told.append(depth == 0 ? "" : "; caused by ").append(kind(cause));
      told.append(places(cause, FRAMES));
      cause = cause.getCause();
    }
    return told.toString();
  }

  private static String kind(Throwable trouble) {
    return switch (trouble) {
      case ArchiveException known when known.category() == Category.INVALID ->
          Category.INVALID.name();
      case ArchiveException known -> known.category() + ": " + known.getMessage();
      case IntegrityException broken -> "broken evidence: " + broken.getMessage();
      default -> trouble.getClass().getName();
    };
  }

  private static String places(Throwable trouble, int most) {
    return Arrays.stream(trouble.getStackTrace())
        .limit(most)
        .map(frame -> " at " + frame)
        .collect(Collectors.joining());
  }
}
