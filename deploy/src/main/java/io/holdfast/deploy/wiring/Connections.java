package io.holdfast.deploy.wiring;

import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.TopicLayout;
import io.holdfast.deploy.embedded.Endpoints;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.search.index.IndexSettings;
import java.net.URI;
import java.util.Optional;

/**
 * Where the engines answer.
 *
 * @param spool Kafka
 * @param search Elasticsearch
 * @param database PostgreSQL
 */
public record Connections(SpoolSettings spool, IndexSettings search, Database database) {
  /** A database and who we are there. */
  public record Database(String url, String user, String password) {
    @Override
    public String toString() {
      return "database at " + url;
    }
  }

  /** The embedded engines of a folder. */
  public static Connections embedded(Endpoints endpoints) {
    return new Connections(
        SpoolSettings.of(endpoints.bootstrapServers(), TopicLayout.embedded()),
        IndexSettings.of(
            endpoints.searchUrl(),
            endpoints.search().user(),
            endpoints.search().password().reveal()),
        new Database(
            endpoints.jdbcUrl(),
            endpoints.catalogue().user(),
            endpoints.catalogue().password().reveal()));
  }

  /** Engines of one's own. */
  public static Connections of(Settings settings) {
    URI search = URI.create(settings.require(Setting.SEARCH_URL));
    Optional<String> user = settings.text(Setting.SEARCH_USER);
    String password = settings.secret(Setting.SEARCH_PASSWORD).map(s -> s.reveal()).orElse("");
    return new Connections(
        SpoolSettings.of(
            settings.require(Setting.SPOOL_BOOTSTRAP_SERVERS),
            TopicLayout.cluster("", settings.number(Setting.SPOOL_PARTITIONS))),
        user.map(name -> IndexSettings.of(search, name, password))
            .orElseGet(() -> IndexSettings.of(search)),
        new Database(
            settings.require(Setting.CATALOGUE_URL),
            settings.text(Setting.CATALOGUE_USER).orElse(""),
            settings.secret(Setting.CATALOGUE_PASSWORD).map(s -> s.reveal()).orElse("")));
  }
}
