package io.holdfast.archive.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the catalogue knows of gaps. Thread-safe; blocks. */
public final class CataloguedGaps {
  private static final String COUNT =
      """
      SELECT reason, count(*) FILTER (WHERE state = 'open') AS open,
             count(*) FILTER (WHERE state = 'closed') AS closed,
             count(*) FILTER (WHERE state = 'standing') AS standing, max(captured_at) AS newest
        FROM shadow.gap_now GROUP BY reason ORDER BY open DESC, newest DESC, reason
      """;
  private static final String LATEST =
      """
      SELECT * FROM shadow.gap_now
       ORDER BY (state = 'open') DESC, coalesce(from_at, captured_at) DESC, record_id LIMIT ?
      """;
  private static final String OF_ACCOUNTS =
      """
      SELECT * FROM shadow.gap_now
       WHERE conversation_id IS NULL AND from_at IS NOT NULL
         AND (account IS NULL OR account = ANY (?::text[]))
         AND from_at >= ? AND from_at < ?
       ORDER BY from_at DESC, record_id LIMIT ?
      """;

  private final Database database;

  /** What the catalogue in a database knows. */
  public CataloguedGaps(DataSource source) {
    this.database = new Database(source);
  }

  /** How many there are of each reason, those with open ones first. */
  public List<CataloguedGap.Count> counts() {
    return database.rows(
        "counting gaps",
        row ->
            new CataloguedGap.Count(
                row.getString("reason"),
                row.getLong("open"),
                row.getLong("closed"),
                row.getLong("standing"),
                Database.instant(row, "newest")),
        COUNT);
  }

  /** Open gaps, then the others, the latest first. */
  public List<CataloguedGap> latest(int size) {
    return database.rows("listing gaps", CataloguedGaps::gap, LATEST, size);
  }

  /**
   * Gaps of whole accounts, and of the archive as a whole, that began within a span; the latest
   * first.
   */
  public List<CataloguedGap> ofAccounts(
      Collection<String> accounts, Instant from, Instant to, int size) {
    return database.inTransaction(
        "listing the gaps of an account",
        transaction ->
            Database.rows(
                transaction,
                CataloguedGaps::gap,
                OF_ACCOUNTS,
                transaction.createArrayOf("text", accounts.toArray()),
                from,
                to,
                size));
  }

  private static CataloguedGap gap(ResultSet row) throws SQLException {
    return new CataloguedGap(
        row.getString("record_id"),
        row.getInt("version"),
        row.getString("reason"),
        Optional.ofNullable(row.getString("account")),
        Optional.ofNullable(row.getString("conversation_id")),
        time(row.getObject("from_at", OffsetDateTime.class)),
        time(row.getObject("to_at", OffsetDateTime.class)),
        Database.instant(row, "captured_at"),
        CataloguedGap.State.of(row.getString("state")));
  }

  private static Optional<Instant> time(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
