package io.holdfast.ingest.gaps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can fall silent: everything together, one number, one series of a number.
 *
 * @param account absent for everything together
 * @param series absent for all series of the number
 */
record Level(@Nullable String account, @Nullable Series series) {
  static final String PLATFORM_SILENT = "platform-silent";
  static final String NUMBER_SILENT = "number-silent";

  /** Everything together. */
  static final Level ALL = new Level(null, null);

  static Level of(String account) {
    return new Level(account, null);
  }

  String reason() {
    if (account == null) {
      return PLATFORM_SILENT;
    }
    return series == null ? NUMBER_SILENT : series.reason();
  }

  /** What identifies a silence of this level. */
  List<String> key(Instant from) {
    return List.of(reason(), account == null ? "" : account, from.toString());
  }

  /** The level that a gap record of the given reason and account is about. */
  static Optional<Level> of(String reason, @Nullable String account) {
    if (reason.equals(PLATFORM_SILENT)) {
      return Optional.of(ALL);
    }
    if (account == null) {
      return Optional.empty();
    }
    if (reason.equals(NUMBER_SILENT)) {
      return Optional.of(of(account));
    }
    for (Series series : Series.values()) {
      if (series.reason().equals(reason)) {
        return Optional.of(new Level(account, series));
      }
    }
    return Optional.empty();
  }

  /** The levels above, and this one. */
  List<Level> line() {
    if (account == null) {
      return List.of(ALL);
    }
    return series == null ? List.of(ALL, this) : List.of(ALL, of(account), this);
  }

  /** A name that can be read back. */
  String code() {
    if (account == null) {
      return "";
    }
    return series == null ? account : account + "/" + series.code();
  }

  static Level parse(String code) {
    if (code.isEmpty()) {
      return ALL;
    }
    for (Series series : Series.values()) {
      String end = "/" + series.code();
      if (code.endsWith(end)) {
        return new Level(code.substring(0, code.length() - end.length()), series);
      }
    }
    return of(code);
  }
}
