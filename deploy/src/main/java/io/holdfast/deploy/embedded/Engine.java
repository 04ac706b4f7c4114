package io.holdfast.deploy.embedded;

/** The engines that `up` brings along. */
public enum Engine {
  /** Kafka, in this JVM. */
  SPOOL("spool", "spool (Kafka)"),
  /** Elasticsearch, a child process. */
  SEARCH("elasticsearch", "search engine (Elasticsearch)"),
  /** PostgreSQL, a child process. */
  CATALOGUE("postgres", "catalogue (PostgreSQL)");

  private final String id;
  private final String title;

  Engine(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Name in file names. */
  String id() {
    return id;
  }

  /** Name for people. */
  public String title() {
    return title;
  }
}
