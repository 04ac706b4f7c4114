package io.holdfast.archive.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a record is about; the JSON form is the lower-case name. */
public enum RecordKind {
  MESSAGE,
  EDIT,
  DELETION,
  REACTION,
  RECEIPT,
  MEMBERSHIP,
  CALL,
  NOTICE,
  IDENTITY,
  ATTACHMENT,
  GAP,
  DELIVERY,
  UNRECOGNISED,
  TOMBSTONE,
  AUDIT,
  CONTROL;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The kind's JSON form. */
  @JsonValue
  public String code() {
    return code;
  }

  /** Reads the JSON form. */
  @JsonCreator
  public static RecordKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
