package io.holdfast.archive.capture;

import java.util.Locale;

/** The three topics of the spool. The topic decides what a capture may become. */
public enum Topic {
  /** What sources bring in. */
  CAPTURES,
  /** Requests of desk and clock; one partition, so that its order is the order. */
  CONTROL,
  /** Who looked at what. */
  AUDIT;

  /** The topic's plain name; a deployment may put a prefix in front. */
  public String topicName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a capture of the given type may stand in this topic. */
  public boolean accepts(CaptureType type) {
    return switch (type) {
      case WEBHOOK, EXPORT_SLICE, MEDIA, MARK, FINDING -> this == CAPTURES;
      case CONTROL -> this == CONTROL;
      case AUDIT -> this == AUDIT;
    };
  }
}
