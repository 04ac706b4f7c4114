package io.holdfast.deploy.settings;

/** What a setting's text must look like. */
public enum Kind {
  TEXT("text"),
  NUMBER("whole number"),
  PORT("port, 1 to 65535"),
  DURATION("duration: `500ms`, `2s`, `10m`, `12h`, `7d`"),
  ZONE("time zone, `Europe/Berlin`"),
  FOLDER("folder"),
  URI("URI"),
  LIST("texts with commas between them"),
  INTAKE_ANSWER("`spool` or `seal`"),
  SECRET("secret: the value, `file:PATH` or `env:NAME`"),
  SECRETS("secrets with commas between them: each the value, `file:PATH` or `env:NAME`");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  /** For the configuration page. */
  public String description() {
    return description;
  }

  /** Whether values never print. */
  public boolean secret() {
    return this == SECRET || this == SECRETS;
  }
}
