package io.holdfast.search.conversation;

import io.holdfast.search.index.IndexedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A record and where it stands in its conversation.
 *
 * @param sort time in milliseconds, ordinal, document id
 */
record Row(IndexedRecord indexed, JsonNode sort) {
  static final Comparator<Row> ORDER =
      Comparator.comparingLong((Row row) -> row.sort.path(0).asLong(0))
          .thenComparingLong(row -> row.sort.path(1).asLong(0))
          .thenComparing(row -> row.sort.path(2).asString(""));

  static List<Row> all(JsonNode answer) {
    var rows = new ArrayList<Row>();
    for (JsonNode hit : answer.at("/hits/hits")) {
      rows.add(new Row(IndexedRecord.of(hit), hit.path("sort")));
    }
    return rows;
  }

  String id() {
    return indexed.record().id();
  }
}
