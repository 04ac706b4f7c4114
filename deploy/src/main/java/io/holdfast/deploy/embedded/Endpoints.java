package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the embedded engines of a data folder answer, all on the loopback address.
 *
 * @param bootstrapServers Kafka, `host:port`
 * @param searchUrl Elasticsearch, `http://host:port`
 * @param search credentials for Elasticsearch, HTTP basic
 * @param jdbcUrl PostgreSQL
 * @param catalogue credentials for PostgreSQL
 */
public record Endpoints(
    String bootstrapServers,
    URI searchUrl,
    Credentials search,
    String jdbcUrl,
    Credentials catalogue) {

  /**
   * The engines of a folder as they were last started; says nothing about whether they still run.
   */
  public static Endpoints of(Path root) {
    if (!FolderFormat.exists(root)) {
      throw new ArchiveException(
          ArchiveException.Category.NOT_FOUND,
          "%s is not a Holdfast data folder: name one with --data.".formatted(root));
    }
    RunState spool = known(root, Engine.SPOOL);
    RunState search = known(root, Engine.SEARCH);
    RunState catalogue = known(root, Engine.CATALOGUE);
    return new Endpoints(
        "127.0.0.1:" + spool.port(),
        URI.create("http://127.0.0.1:" + search.port()),
        search.credentials(),
        EmbeddedPostgres.jdbcUrl(catalogue.port()),
        catalogue.credentials());
  }

  /** Where the spool of a folder answers, for who started no other engine. */
  public static String spoolOf(Path root) {
    return "127.0.0.1:" + known(root, Engine.SPOOL).port();
  }

  /** Where the catalogue of a folder answers and who we are there. */
  public static Catalogue catalogueOf(Path root) {
    RunState catalogue = known(root, Engine.CATALOGUE);
    return new Catalogue(EmbeddedPostgres.jdbcUrl(catalogue.port()), catalogue.credentials());
  }

  /** A catalogue alone. */
  public record Catalogue(String jdbcUrl, Credentials credentials) {}

  private static RunState known(Path root, Engine engine) {
    return RunState.read(root.resolve("run"), engine)
        .orElseThrow(
            () ->
                new ArchiveException(
                    ArchiveException.Category.NOT_FOUND,
                    "%s has never run on %s: start it once with `holdfast up --data %s`."
                        .formatted(engine.title(), root, root)));
  }
}
