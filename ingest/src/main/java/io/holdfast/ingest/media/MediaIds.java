package io.holdfast.ingest.media;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.RecordIdentity;

/**
 * The ids of records about files that come after their message. Made of the message and the
 * platform's media id alone, so that whoever has the message finds its files. Thread-safe.
 */
public record MediaIds(RecordIdentity identity) {
  /**
   * The record of a file that came.
   *
   * @param message the message's record id
   * @param number of the attachment in it, from 0
   */
  public String arrived(String message, int number, Attachment declared) {
    return id("attachment", message, number, declared);
  }

  /** The record that says that a file never came. */
  public String lost(String message, int number, Attachment declared) {
    return id("attachment-lost", message, number, declared);
  }

  /** The gap beside it. */
  String gap(String message, int number, Attachment declared) {
    return id("attachment-gap", message, number, declared);
  }

  /** The file of a placeholder, which has no media id yet: what comes under one takes its place. */
  String unnamed(String message, int number) {
    return identity.id("attachment", message, Integer.toString(number), "");
  }

  private String id(String domain, String message, int number, Attachment declared) {
    String media = declared.sourceId();
    return identity.id(domain, message, Integer.toString(number), media == null ? "" : media);
  }
}
