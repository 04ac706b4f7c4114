package io.holdfast.deploy.embedded;

/** The engines that `up` brings along. */
public enum Engine {
  /** Kafka, in this JVM. */
  SPOOL("spool", "spool (Kafka)", 20_000),
  /** Elasticsearch, a child process. */
  SEARCH("elasticsearch", "search engine (Elasticsearch)", 23_000),
  /** PostgreSQL, a child process. */
  CATALOGUE("postgres", "catalogue (PostgreSQL)", 26_000);

  private final String id;
  private final String title;
  private final int firstPort;

  Engine(String id, String title, int firstPort) {
    this.id = id;
    this.title = title;
    this.firstPort = firstPort;
  }

  /** Name in file names. */
  String id() {
    return id;
  }

  /** The first of the ports that it draws from ({@link Ports}). */
  int firstPort() {
    return firstPort;
  }

  /** Name for people. */
  public String title() {
    return title;
  }
}
