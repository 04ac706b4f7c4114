package io.holdfast.search.conversation;

import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.index.IndexedRecord;
import java.util.List;

/** What became of a message, each list in the order of sending. */
public record History(
    List<IndexedRecord> edits,
    List<IndexedRecord> deletions,
    List<IndexedRecord> reactions,
    List<IndexedRecord> receipts,
    List<IndexedRecord> attachments) {
  /** Takes copies. */
  public History {
    edits = List.copyOf(edits);
    deletions = List.copyOf(deletions);
    reactions = List.copyOf(reactions);
    receipts = List.copyOf(receipts);
    attachments = List.copyOf(attachments);
  }

  static History of(List<IndexedRecord> events) {
    return new History(
        of(events, RecordKind.EDIT),
        of(events, RecordKind.DELETION),
        of(events, RecordKind.REACTION),
        of(events, RecordKind.RECEIPT),
        of(events, RecordKind.ATTACHMENT));
  }

  private static List<IndexedRecord> of(List<IndexedRecord> events, RecordKind kind) {
    return events.stream().filter(event -> event.record().kind() == kind).toList();
  }
}
