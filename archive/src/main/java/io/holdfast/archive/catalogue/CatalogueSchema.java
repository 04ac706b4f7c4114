package io.holdfast.archive.catalogue;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code shadow} and its migrations. */
public final class CatalogueSchema {
  /** The schema's name. */
  public static final String NAME = "shadow";

  /** Where its migrations lie on the class path. */
  public static final String LOCATION = "classpath:db/shadow";

  private CatalogueSchema() {}

  /** Brings the schema to this program's version; harmless when it is there already. */
  public static void migrate(DataSource database) {
    Flyway.configure(CatalogueSchema.class.getClassLoader())
        .dataSource(database)
        .schemas(NAME)
        .defaultSchema(NAME)
        .locations(LOCATION)
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}
