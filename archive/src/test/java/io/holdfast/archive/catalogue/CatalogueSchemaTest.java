package io.holdfast.archive.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class CatalogueSchemaTest {
  @Test
  void migratingTwiceLeavesOneSchema() throws SQLException {
    var database = TestPostgres.emptyDatabase();

    CatalogueSchema.migrate(database);
    CatalogueSchema.migrate(database);

    try (var connection = database.getConnection();
        var tables = connection.getMetaData().getTables(null, "shadow", "place", null)) {
      assertThat(tables.next()).isTrue();
    }
  }
}
