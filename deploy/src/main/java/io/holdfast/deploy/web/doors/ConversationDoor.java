package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversations in their order. Thread-safe; blocks. */
public interface ConversationDoor {
  /** Conversations with the newest record first. */
  List<Summary> list(Asker asker, int size);

  /**
   * A piece of a conversation.
   *
   * @param around a record id, or a day {@code 2026-03-12}; the newest records when absent
   * @param size most entries wanted, 1 to 200
   * @return absent when there is no such conversation
   */
  @Nullable Page page(Asker asker, String id, @Nullable String around, int size);

  /**
   * A conversation in a list.
   *
   * @param custodians people of the firm in whose capture it stands
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      Conversation conversation, long records, @Nullable Instant newest, List<String> custodians) {}

  /**
   * Entries in order, oldest first.
   *
   * @param earlier ask with this as {@code around} for what came before; absent at the beginning
   * @param later likewise for what came after
   * @param matters names of the matters that hold something in it
   * @param alsoSeenIn other captures of these messages: a derived statement
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(
      Conversation conversation,
      long records,
      List<Participant> participants,
      List<Entry> entries,
      @Nullable String earlier,
      @Nullable String later,
      List<String> matters,
      List<AlsoSeen> alsoSeenIn,
      @Nullable Instant searchableUpTo) {}

  /**
   * Another conversation that has some of the same messages.
   *
   * @param name of that conversation, where it has one
   * @param messages how many of the entries shown are in it, too
   * @param around one of them there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AlsoSeen(
      String conversation,
      @Nullable String name,
      String connector,
      String account,
      long messages,
      String around) {}

  /**
   * Somebody in a conversation.
   *
   * @param firm whether they belong to the firm; absent when that is not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Participant(@Nullable String name, @Nullable String address, @Nullable Boolean firm) {}

  /**
   * A record with what later records say of it.
   *
   * @param record message, membership, call, notice, gap, unrecognised or tombstone
   * @param changes edits and deletions that point at it, oldest first
   * @param reactions reactions that point at it, oldest first
   * @param files records of its files that came after it, or never will
   */
  record Entry(
      CanonicalRecord record,
      List<CanonicalRecord> changes,
      List<CanonicalRecord> reactions,
      List<CanonicalRecord> files) {
    /** A record whose files came with it. */
    public Entry(
        CanonicalRecord record, List<CanonicalRecord> changes, List<CanonicalRecord> reactions) {
      this(record, changes, reactions, List.of());
    }
  }
}
