package io.holdfast.search.conversation;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.search.query.Cursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The lines that a request is about, oldest first.
 *
 * @param total lines in the whole conversation
 * @param moreBefore whether there are older lines
 * @param moreAfter whether there are newer lines
 */
record PageWindow(List<Row> rows, long total, boolean moreBefore, boolean moreAfter) {
  private static final String BEFORE = "b.";
  private static final String AFTER = "a.";

  static PageWindow of(ConversationIndex index, ConversationRequest request) {
    if (request.cursor().isPresent()) {
      String cursor = request.cursor().get();
      if (cursor.startsWith(BEFORE)) {
        return before(index, Optional.of(position(cursor)), request.size());
      }
      if (cursor.startsWith(AFTER)) {
        return after(index, position(cursor), request.size());
      }
      throw new ArchiveException(
          Category.INVALID, "this cursor is not one of ours; begin again without a cursor");
    }
    List<Row> middle = request.around().map(index::record).orElse(List.of());
    return middle.isEmpty()
        ? before(index, Optional.empty(), request.size())
        : around(index, middle, request.size());
  }

  Optional<String> before() {
    return moreBefore && !rows.isEmpty()
        ? Optional.of(BEFORE + Cursor.write(rows.getFirst().sort()))
        : Optional.empty();
  }

  Optional<String> after() {
    return moreAfter && !rows.isEmpty()
        ? Optional.of(AFTER + Cursor.write(rows.getLast().sort()))
        : Optional.empty();
  }

  private static JsonNode position(String cursor) {
    return Cursor.read(cursor.substring(2), 2);
  }

  private static PageWindow before(ConversationIndex index, Optional<JsonNode> position, int size) {
    JsonNode answer = index.lines(position, true, size + 1);
    List<Row> rows = Row.all(answer);
    List<Row> page = new ArrayList<>(rows.subList(0, Math.min(size, rows.size())));
    Collections.reverse(page);
    return new PageWindow(page, total(answer), rows.size() > size, position.isPresent());
  }

  private static PageWindow after(ConversationIndex index, JsonNode position, int size) {
    JsonNode answer = index.lines(Optional.of(position), false, size + 1);
    List<Row> rows = Row.all(answer);
    List<Row> page = rows.subList(0, Math.min(size, rows.size()));
    return new PageWindow(page, total(answer), true, rows.size() > size);
  }

  private static PageWindow around(ConversationIndex index, List<Row> middle, int size) {
    JsonNode first = middle.getFirst().sort();
    JsonNode last = middle.getLast().sort();
    PageWindow older = before(index, Optional.of(first), size / 2);
    PageWindow newer = after(index, last, Math.max(size - size / 2 - 1, 0));
    var rows = new ArrayList<>(older.rows);
    if (ConversationIndex.LINES.contains(middle.getFirst().indexed().record().kind())) {
      rows.addAll(middle);
    }
    rows.addAll(newer.rows);
    return new PageWindow(rows, older.total, older.moreBefore, newer.moreAfter);
  }

  private static long total(JsonNode answer) {
    return answer.at("/hits/total/value").asLong(0);
  }
}
