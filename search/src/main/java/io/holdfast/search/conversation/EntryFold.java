package io.holdfast.search.conversation;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.search.index.IndexedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of lines: joins versions, puts changes to their messages, finds what is answered.
 */
final class EntryFold {
  /**
   * The version that is shown comes last: one that says something before one that only says that
   * something was there, then the higher version, then the later.
   */
  private static final Comparator<IndexedRecord> SHOWN_LAST =
      Comparator.comparing((IndexedRecord indexed) -> says(indexed.record()))
          .thenComparing(indexed -> indexed.record().version())
          .thenComparing(
              indexed -> indexed.record().capturedAt(),
              Comparator.nullsFirst(Comparator.naturalOrder()));

  private final ConversationIndex index;
  private final PageWindow window;

  EntryFold(ConversationIndex index, PageWindow window) {
    this.index = index;
    this.window = window;
  }

  List<Entry> entries() {
    var rows = new ArrayList<>(window.rows());
    rows.addAll(orphans());
    rows.sort(Row.ORDER);
    var versions = new LinkedHashMap<String, List<IndexedRecord>>();
    for (Row row : rows) {
      versions.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row.indexed());
    }
    Map<String, List<IndexedRecord>> histories = histories(rows);
    Map<String, IndexedRecord> answered = answered(rows);
    var entries = new ArrayList<Entry>();
    for (List<IndexedRecord> all : versions.values()) {
      all.sort(SHOWN_LAST);
      IndexedRecord shown = all.getLast();
      entries.add(
          new Entry(
              shown,
              all,
              History.of(histories.getOrDefault(shown.record().id(), List.of())),
              reply(shown.record()).flatMap(reply -> find(answered, reply))));
    }
    return entries;
  }

  /** What points at each line, by the line's record id. */
  private Map<String, List<IndexedRecord>> histories(List<Row> rows) {
    var lineOf = new HashMap<String, String>();
    rows.forEach(row -> names(row.indexed().record()).forEach(name -> lineOf.put(name, row.id())));
    var histories = new HashMap<String, List<IndexedRecord>>();
    if (rows.isEmpty()) {
      return histories;
    }
    for (Row event : index.pointingAt(events(rows), ids(rows))) {
      targets(event.indexed().record())
          .map(lineOf::get)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(
              line ->
                  histories.computeIfAbsent(line, id -> new ArrayList<>()).add(event.indexed()));
    }
    return histories;
  }

  /**
   * Changes within this page whose message is not in the archive: they are shown for themselves.
   */
  private List<Row> orphans() {
    if (window.rows().isEmpty() && window.total() > 0) {
      return List.of();
    }
    Optional<Long> from = window.moreBefore() ? time(window.rows().getFirst()) : Optional.empty();
    Optional<Long> to = window.moreAfter() ? time(window.rows().getLast()) : Optional.empty();
    List<Row> changes = index.changes(from, to);
    var events = new HashSet<String>();
    var records = new HashSet<String>();
    for (Row change : changes) {
      Target target = change.indexed().record().target();
      if (target != null) {
        Stream.ofNullable(target.eventId()).forEach(events::add);
        Stream.ofNullable(target.recordId()).forEach(records::add);
      }
    }
    Set<String> known = new HashSet<>();
    index.named(events, records).forEach(row -> names(row.indexed().record()).forEach(known::add));
    return changes.stream()
        .filter(change -> targets(change.indexed().record()).noneMatch(known::contains))
        .toList();
  }

  /** Placeholders and what the platform could not show may come after the message itself. */
  private static boolean says(CanonicalRecord record) {
    return switch (record.content()) {
      case Content.Unsupported unsupported -> false;
      case Content.Unrecognised unrecognised -> false;
      case Content.Other other -> !other.type().equals("media_placeholder");
      case null -> false;
      case Content content -> true;
    };
  }

  private static Optional<Long> time(Row row) {
    return Optional.of(row.sort().path(0).asLong(0));
  }

  private Map<String, IndexedRecord> answered(List<Row> rows) {
    var events = new HashSet<String>();
    var records = new HashSet<String>();
    for (Row row : rows) {
      reply(row.indexed().record())
          .ifPresent(
              reply -> {
                Stream.ofNullable(reply.eventId()).forEach(events::add);
                Stream.ofNullable(reply.recordId()).forEach(records::add);
              });
    }
    var answered = new HashMap<String, IndexedRecord>();
    for (Row row : index.named(events, records)) {
      names(row.indexed().record()).forEach(name -> answered.put(name, row.indexed()));
    }
    return answered;
  }

  private static Optional<IndexedRecord> find(Map<String, IndexedRecord> answered, ReplyTo reply) {
    return Stream.of(name("r", reply.recordId()), name("e", reply.eventId()))
        .flatMap(Optional::stream)
        .map(answered::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<ReplyTo> reply(CanonicalRecord record) {
    return record.context() == null
        ? Optional.empty()
        : Optional.ofNullable(record.context().replyTo());
  }

  /** What a record can be pointed at by; ids and event ids are kept apart. */
  private static Stream<String> names(CanonicalRecord record) {
    return Stream.of(name("r", record.id()), name("e", record.source().eventId()))
        .flatMap(Optional::stream);
  }

  private static Stream<String> targets(CanonicalRecord record) {
    Target target = record.target();
    return target == null
        ? Stream.empty()
        : Stream.of(name("r", target.recordId()), name("e", target.eventId()))
            .flatMap(Optional::stream);
  }

  private static Optional<String> name(String space, @Nullable String value) {
    return value == null ? Optional.empty() : Optional.of(space + ":" + value);
  }

  private static Collection<String> ids(List<Row> rows) {
    return rows.stream().map(Row::id).toList();
  }

  private static Collection<String> events(List<Row> rows) {
    return rows.stream()
        .map(row -> row.indexed().record().source().eventId())
        .filter(Objects::nonNull)
        .toList();
  }
}
