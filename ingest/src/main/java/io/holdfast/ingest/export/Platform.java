package io.holdfast.ingest.export;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of phone that wrote an export. */
public enum Platform {
  ANDROID,
  IOS;

  /** The JSON form. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the JSON form. */
  @JsonCreator
  public static Platform of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
