package io.holdfast.deploy.embedded;

import java.util.Locale;

/** What a data folder was made for; it never changes afterwards. */
public enum Purpose {
  /** Real traffic, evidence. */
  ARCHIVE,
  /** Sample data to look at. */
  DEMO,
  /** A moved clock; nothing in it is evidence. */
  REHEARSAL;

  /** As written in files and messages. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
