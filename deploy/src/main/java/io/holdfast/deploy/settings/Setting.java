package io.holdfast.deploy.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting there is: its name, what it looks like, its default and what it does. */
public enum Setting {
  ADDRESS("address", Kind.TEXT, "127.0.0.1", "Address that the web pages and the API listen on."),
  PORT("port", Kind.PORT, "8080", "Port of the web pages and the API."),
  DATA("data", Kind.FOLDER, "data", "Folder of the embedded default (`up`, `demo`)."),
  ROLES(
      "roles",
      Kind.LIST,
      "intake,media,archiver,enforcer,projector,desk,clock",
      "What this process does."),
  ZONE(
      "zone",
      Kind.ZONE,
      "UTC",
      "The firm's time zone: chat exports that name none are read in it, and pages show it."),
  SEAL_AFTER(
      "seal.after",
      Kind.DURATION,
      "2s",
      "How long a seal waits for more records. Use `30s` in a fleet: fewer, larger objects."),
  INTAKE_ANSWER_AFTER(
      "intake.answer-after",
      Kind.INTAKE_ANSWER,
      "spool",
      "When a webhook is acknowledged: once the spool has it, or once it is sealed in the store."),
  WHATSAPP_APP_SECRETS(
      "whatsapp.app-secrets",
      Kind.SECRETS,
      "",
      "App secrets that sign webhooks; several while one is being replaced."),
  WHATSAPP_VERIFY_TOKEN(
      "whatsapp.verify-token",
      Kind.SECRET,
      "",
      "The token that the platform shows when it verifies the webhook address."),
  WHATSAPP_ACCESS_TOKEN(
      "whatsapp.access-token",
      Kind.SECRET,
      "",
      "Access token with which files of messages are fetched; without it none is."),
  WHATSAPP_GRAPH_URL(
      "whatsapp.graph-url",
      Kind.URI,
      "https://graph.facebook.com",
      "Address of the platform's Graph API: https, or http on this machine itself. Without a path"
          + " the version v24.0 is asked."),
  WHATSAPP_NO_STORAGE_NUMBERS(
      "whatsapp.no-storage-numbers",
      Kind.LIST,
      "",
      "Ids (phone_number_id) of numbers that store nothing at the platform: their files are tried"
          + " for 55 minutes instead of 7 days."),
  SPOOL_BOOTSTRAP_SERVERS(
      "spool.bootstrap-servers", Kind.LIST, "", "Kafka brokers, `host:port` each."),
  SEARCH_URL("search.url", Kind.URI, "", "Address of Elasticsearch."),
  SEARCH_USER("search.user", Kind.TEXT, "", "User at Elasticsearch."),
  SEARCH_PASSWORD("search.password", Kind.SECRET, "", "Password at Elasticsearch."),
  CATALOGUE_URL(
      "catalogue.url", Kind.TEXT, "", "JDBC address of PostgreSQL, `jdbc:postgresql://…`."),
  CATALOGUE_USER("catalogue.user", Kind.TEXT, "", "User at PostgreSQL."),
  CATALOGUE_PASSWORD("catalogue.password", Kind.SECRET, "", "Password at PostgreSQL."),
  STORE_URI("store.uri", Kind.URI, "", "The WORM store: `file:…` or `s3://bucket/prefix`."),
  STORE_ENDPOINT("store.endpoint", Kind.URI, "", "Address of an S3 store other than AWS's own."),
  STORE_REGION("store.region", Kind.TEXT, "us-east-1", "Region of the S3 store."),
  STORE_ACCESS_KEY(
      "store.access-key", Kind.SECRET, "", "Access key of the S3 store; else the usual AWS chain."),
  STORE_SECRET_KEY("store.secret-key", Kind.SECRET, "", "Secret key that belongs to it."),
  KEYS_URI("keys.uri", Kind.URI, "", "The key vault: `file:…`, a key file beside the store."),
  GAPS_GRACE(
      "gaps.grace",
      Kind.DURATION,
      "1h",
      "How much later a message may come than what points at it, before that is a gap."),
  GAPS_EVERY(
      "gaps.every",
      Kind.DURATION,
      "1m",
      "How often gaps are looked for, and how far behind the newest seal."),
  FIRM("firm", Kind.TEXT, "Holdfast", "The firm's name, as the pages show it."),
  SPOOL_PARTITIONS(
      "spool.partitions", Kind.NUMBER, "4", "Partitions of the topic `captures`, when it is made.");

  private static final String PREFIX = "HOLDFAST_";

  private final String key;
  private final Kind kind;
  private final String standard;
  private final String description;

  Setting(String key, Kind kind, String standard, String description) {
    this.key = key;
    this.kind = kind;
    this.standard = standard;
    this.description = description;
  }

  /** Name in the file, with dots between the levels. */
  public String key() {
    return key;
  }

  /** Name of the environment variable. */
  public String variable() {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What its values look like. */
  public Kind kind() {
    return kind;
  }

  /** The default, empty when there is none. */
  public Optional<String> standard() {
    return standard.isEmpty() ? Optional.empty() : Optional.of(standard);
  }

  /** What it does, one sentence. */
  public String description() {
    return description;
  }

  static Optional<Setting> byKey(String key) {
    return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static Optional<Setting> byVariable(String variable) {
    return Stream.of(values()).filter(setting -> setting.variable().equals(variable)).findFirst();
  }
}
