package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.imports.ImportJob;
import io.holdfast.ingest.imports.ImportJobs;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports in the operational catalogue, each a line of JSON. Thread-safe. */
final class CatalogueImportJobs implements ImportJobs {
  private final JdbcClient jdbc;

  CatalogueImportJobs(DataSource database) {
    this.jdbc = JdbcClient.create(database);
  }

  @Override
  public void save(ImportJob job) {
    ask(
        () ->
            jdbc.sql(
                    "insert into operational.import_job (id, started_at, job) values (?, ?, ?)"
                        + " on conflict (id) do update set job = excluded.job")
                .params(
                    job.id(),
                    job.startedAt().atOffset(ZoneOffset.UTC),
                    RecordJson.mapper().writeValueAsString(job))
                .update());
  }

  @Override
  public Optional<ImportJob> find(String id) {
    return ask(() ->
            jdbc.sql("select job from operational.import_job where id = ?")
                .param(id)
                .query(String.class)
                .optional())
        .map(CatalogueImportJobs::read);
  }

  @Override
  public List<ImportJob> all() {
    return ask(
            () ->
                jdbc.sql("select job from operational.import_job order by started_at desc, id")
                    .query(String.class)
                    .list())
        .stream()
        .map(CatalogueImportJobs::read)
        .toList();
  }

  private static <T> T ask(Supplier<T> statement) {
    try {
      return statement.get();
    } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE,
          "the catalogue (PostgreSQL) does not answer for imports; look whether the server at"
              + " catalogue.url is up and has room, then try again",
          e);
    }
  }

  private static ImportJob read(String json) {
    return RecordJson.mapper().readValue(json, ImportJob.class);
  }
}
