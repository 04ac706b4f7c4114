package io.holdfast.retention.clock;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/** Lends Quartz the connections that the deployment has; their owner closes them. */
final class CatalogueConnections implements ConnectionProvider {
  private final DataSource catalogue;

  CatalogueConnections(DataSource catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return catalogue.getConnection();
  }

  @Override
  public void initialize() {
    // the deployment has opened it
  }

  @Override
  public void shutdown() {
    // the deployment closes it
  }
}
