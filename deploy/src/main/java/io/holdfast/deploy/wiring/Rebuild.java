package io.holdfast.deploy.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.catalogue.CatalogueSchema;
import io.holdfast.ingest.whatsapp.StatedIdentifiers;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.index.SearchIndex;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Drops the projections and makes them again from the store and the key vault alone. */
public final class Rebuild {
  private Rebuild() {}

  /**
   * Rebuilds.
   *
   * @return cycles that were projected
   * @throws ArchiveException UNAVAILABLE when a stream could not be projected to its end, or when
   *     segments are damaged; everything that is sound is rebuilt then
   */
  public static int run(OpenArchive archive, Connections connections, Clock clock)
      throws Exception {
    try (HikariDataSource database = Node.database(connections.database());
        var engine = new SearchEngine(connections.search());
        var keeping = new Keeping(archive, clock)) {
      CatalogueSchema.migrate(database);
      keeping.requireControl();
      keeping.learn();
      var catalogues = Shadow.Catalogues.of(database, archive);
      var gaps = Gaps.open(archive, catalogues.catalogue(), database, Gaps.Rules.standard());
      var index = new SearchIndex(engine, keeping::custodians, StatedIdentifiers::of);
      var shadow = new Shadow(archive.ledger(), catalogues, index, gaps, clock);
      shadow.drop();
      keeping.names(archive, index, clock).catchUp(); // nobody has to be told again
      shadow.catalogue().dropMarks();
      int cycles = shadow.follower().catchUp();
      gaps.save();
      Map<?, String> troubles = shadow.follower().troubles();
      if (!troubles.isEmpty()) {
        throw incomplete(troubles.toString());
      }
      new DestroyedMarks(archive, keeping.fold(), shadow).tellAgain();
      Optional<String> unreadable = shadow.unreadable();
      if (unreadable.isPresent()) {
        throw incomplete(unreadable.get());
      }
      return cycles;
    }
  }

  private static ArchiveException incomplete(String why) {
    return new ArchiveException(Category.UNAVAILABLE, "Not everything could be rebuilt: " + why);
  }
}
