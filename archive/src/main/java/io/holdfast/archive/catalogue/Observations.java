package io.holdfast.archive.catalogue;

import io.holdfast.archive.catalogue.Observation.Origin;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.RecordIdentity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which sealed records are observations of one message: the same chat exported by two people, or
 * captured live and exported. A projection that holds keyed hashes only; links are worked out when
 * they are asked for, so that neither side's record changes and no order of arrival matters
 * (decision 0021). Applied after the {@link Catalogue}, in whose places its rows stand; they go
 * when the place goes. Thread-safe; blocks.
 */
public final class Observations implements Projection {
  private static final String INSERT =
      """
      INSERT INTO shadow.observation
      SELECT o.* FROM unnest(?::text[], ?::text[], ?::bigint[], ?::int[], ?::int[], ?::text[], ?::text[],
             ?::text[], ?::boolean[], ?::bigint[], ?::timestamptz[], ?::boolean[], ?::text[],
             ?::boolean[], ?::text[])
             AS o (record_id, stream, sequence, segment, number, connector, account, conversation,
                   direct, ordinal, sent_at, minute, text_key, telling, sender_key)
       WHERE EXISTS (SELECT FROM shadow.place p WHERE p.stream = o.stream
             AND p.sequence = o.sequence AND p.segment = o.segment AND p.number = o.number)
      ON CONFLICT DO NOTHING
      """;

  private static final String OF_ORIGIN =
      "SELECT * FROM shadow.observation WHERE connector = ? AND account = ? AND conversation = ?"
          + " AND sent_at BETWEEN ? AND ? ORDER BY sent_at, ordinal LIMIT 600";

  private static final String ELSEWHERE =
      """
      SELECT DISTINCT o.connector, o.account, o.conversation, o.direct,
             round(extract(epoch FROM o.sent_at - mine.sent_at) / 900)::bigint * 900 AS ahead
        FROM unnest(?::text[], ?::timestamptz[], ?::boolean[]) AS mine (text_key, sent_at, telling)
        JOIN shadow.observation o ON o.text_key = mine.text_key
         AND o.sent_at BETWEEN mine.sent_at - CASE WHEN mine.telling THEN interval '15 hours' ELSE interval '61 seconds' END
                           AND mine.sent_at + CASE WHEN mine.telling THEN interval '15 hours' ELSE interval '61 seconds' END
       WHERE NOT (o.connector = ? AND o.account = ?)
       LIMIT 500
      """;

  private static final String LAST =
      "SELECT * FROM shadow.observation WHERE connector = ? AND account = ?"
          + " ORDER BY sent_at DESC, ordinal DESC LIMIT 600";

  /** Neighbours that are looked at beside what was asked for. */
  private static final Duration AROUND = Duration.ofHours(6);

  private final Database database;
  private final ProjectionPositions positions;
  private final ObservationReader reader;

  /** Observations in a database that has the catalogue's schema. */
  public Observations(DataSource source, RecordIdentity identity) {
    database = new Database(source);
    positions = new ProjectionPositions(source, "observations");
    reader = new ObservationReader(identity);
  }

  @Override
  public String name() {
    return "observations";
  }

  @Override
  public long nextSequence(StreamId stream) {
    return positions.next(stream);
  }

  @Override
  public void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    List<Observation> found =
        cycle.records().stream().map(reader::read).flatMap(Optional::stream).toList();
    database.inTransaction(
        "taking in observations",
        transaction -> {
          if (positions.advance(transaction, manifest.stream(), manifest.sequence())
              && !found.isEmpty()) {
            insert(transaction, found);
          }
          return true;
        });
  }

  @Override
  public void drop() {
    database.inTransaction(
        "dropping observations",
        transaction -> {
          Database.update(transaction, "TRUNCATE shadow.observation");
          positions.drop(transaction);
          return true;
        });
  }

  private static void insert(Connection transaction, List<Observation> found) throws SQLException {
    try (var statement = transaction.prepareStatement(INSERT)) {
      var columns = new Columns(transaction, found);
      Database.bind(
          statement,
          columns.of("text", Observation::recordId),
          columns.of("text", each -> each.place().stream().toString()),
          columns.of("int8", each -> each.place().sequence()),
          columns.of("int4", each -> each.place().segment()),
          columns.of("int4", each -> each.place().number()),
          columns.of("text", each -> each.origin().connector()),
          columns.of("text", each -> each.origin().account()),
          columns.of("text", each -> each.origin().conversation()),
          columns.of("bool", each -> each.origin().direct()),
          columns.of("int8", Observation::ordinal),
          columns.of("text", each -> each.sentAt().toString()),
          columns.of("bool", Observation::minute),
          columns.of("text", Observation::textKey),
          columns.of("bool", Observation::telling),
          columns.of("text", Observation::senderKey));
      statement.executeUpdate();
    }
  }

  /** Columns of many rows as arrays. */
  private record Columns(Connection connection, List<Observation> rows) {
    java.sql.Array of(String type, Function<Observation, @Nullable Object> value)
        throws SQLException {
      return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
  }

  /** Where else each of the given messages was seen; absent for those that were seen once. */
  public Map<String, List<SeenElsewhere>> of(Collection<String> recordIds) {
    Map<String, Set<SeenElsewhere>> found = new LinkedHashMap<>();
    Map<Origin, List<Observation>> byOrigin = new HashMap<>();
    for (Observation asked : asked(recordIds)) {
      byOrigin.computeIfAbsent(asked.origin(), _ -> new ArrayList<>()).add(asked);
    }
    for (Map.Entry<Origin, List<Observation>> entry : byOrigin.entrySet()) {
      for (ObservationMatcher.Pair pair : pairs(entry.getKey(), entry.getValue())) {
        String ours = pair.ours().recordId();
        if (recordIds.contains(ours) && !ours.equals(pair.theirs().recordId())) {
          found
              .computeIfAbsent(ours, _ -> new LinkedHashSet<>())
              .add(SeenElsewhere.of(pair.theirs()));
        }
      }
    }
    var answer = new LinkedHashMap<String, List<SeenElsewhere>>();
    found.forEach((id, seen) -> answer.put(id, List.copyOf(seen)));
    return answer;
  }

  /**
   * What the last messages of one import share with other captures, the one that shares most first.
   * Looks back some hundred messages.
   */
  public List<SharedStretch> sharedAtTheEnd(String connector, String account) {
    List<Observation> ours =
        database
            .rows(
                "looking at the end of an import",
                Observations::observation,
                LAST,
                connector,
                account)
            .reversed();
    if (ours.isEmpty()) {
      return List.of();
    }
    var best = new HashMap<Origin, SharedStretch>();
    for (Elsewhere other : elsewhere(ours.getFirst().origin(), ours)) {
      List<Observation> theirs = beside(other, ours);
      SharedStretch.of(ours, theirs, ObservationMatcher.match(ours, theirs, other.ahead()))
          .filter(_ -> ours.getFirst().origin().mayMeet(other.origin()))
          .ifPresent(
              found ->
                  best.merge(other.origin(), found, (a, b) -> a.shared() >= b.shared() ? a : b));
    }
    return best.values().stream()
        .sorted(Comparator.comparingLong(SharedStretch::shared).reversed())
        .toList();
  }

  private List<Observation> asked(Collection<String> recordIds) {
    return database.inTransaction(
        "looking up observations",
        transaction ->
            Database.rows(
                transaction,
                Observations::observation,
                "SELECT * FROM shadow.observation WHERE record_id = ANY (?)"
                    + " ORDER BY sent_at, ordinal",
                transaction.createArrayOf("text", recordIds.toArray())));
  }

  private List<ObservationMatcher.Pair> pairs(Origin origin, List<Observation> asked) {
    List<Observation> ours =
        around(
            origin, asked.getFirst().sentAt().minus(AROUND), asked.getLast().sentAt().plus(AROUND));
    var pairs = new ArrayList<ObservationMatcher.Pair>();
    for (Elsewhere other : elsewhere(origin, ours)) {
      if (!origin.mayMeet(other.origin())) {
        continue;
      }
      List<Observation> theirs = beside(other, ours);
      pairs.addAll(ObservationMatcher.match(ours, theirs, other.ahead()));
    }
    return pairs;
  }

  private List<Observation> beside(Elsewhere other, List<Observation> ours) {
    return around(
        other.origin(),
        ours.getFirst().sentAt().plusSeconds(other.ahead() - 120),
        ours.getLast().sentAt().plusSeconds(other.ahead() + 120));
  }

  private List<Observation> around(Origin origin, java.time.Instant from, java.time.Instant to) {
    return database.rows(
        "looking at neighbours",
        Observations::observation,
        OF_ORIGIN,
        origin.connector(),
        origin.account(),
        origin.conversation(),
        from,
        to);
  }

  /** Another origin that has some of the same texts, and by how much its clock is ahead. */
  private record Elsewhere(Origin origin, long ahead) {}

  private List<Elsewhere> elsewhere(Origin origin, List<Observation> ours) {
    return database.inTransaction(
        "looking for the same texts",
        transaction -> {
          var columns = new Columns(transaction, ours);
          return Database.rows(
              transaction,
              row -> new Elsewhere(origin(row), row.getLong("ahead")),
              ELSEWHERE,
              columns.of("text", Observation::textKey),
              columns.of("text", each -> each.sentAt().toString()),
              columns.of("bool", Observation::telling),
              origin.connector(),
              origin.account());
        });
  }

  private static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        row.getString("connector"),
        row.getString("account"),
        row.getString("conversation"),
        (Boolean) row.getObject("direct"));
  }

  private static Observation observation(ResultSet row) throws SQLException {
    return new Observation(
        row.getString("record_id"),
        new Place(
            StreamId.parse(row.getString("stream")),
            row.getLong("sequence"),
            row.getInt("segment"),
            row.getInt("number")),
        origin(row),
        row.getLong("ordinal"),
        Database.instant(row, "sent_at"),
        row.getBoolean("minute"),
        row.getString("text_key"),
        row.getBoolean("telling"),
        row.getString("sender_key"));
  }
}
