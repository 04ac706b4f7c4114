package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every reader of one change is given: how ids are made, what surrounds the events, who takes
 * part in them, and when they were received.
 */
record Scene(
    RecordIdentity identity,
    Surroundings surroundings,
    Participants participants,
    @Nullable Instant capturedAt) {

  /** The scene of the events of one value; its contacts are joined as they are claimed. */
  static Scene of(Reading reading, Surroundings surroundings, Contacts contacts) {
    return new Scene(
        reading.identity(),
        surroundings,
        new Participants(reading.identity(), surroundings, contacts),
        reading.capturedAt());
  }

  /** An id of something at this account. */
  String id(String domain, String... parts) {
    String[] all = new String[parts.length + 1];
    all[0] = surroundings.account();
    System.arraycopy(parts, 0, all, 1, parts.length);
    return identity.id(domain, all);
  }

  /** A record on its way. */
  Draft draft(JsonView element, RecordKind kind, String id, @Nullable String eventId) {
    return new Draft(element, kind, this, id, eventId);
  }

  /** The exact bytes of an event, and of what it needs to be understood alone. */
  void raw(Draft draft, @Nullable Contact contact) {
    draft.record.raw(draft.element.bytes(), surroundings.context(contact));
  }

  /**
   * An event that somebody at the other end caused or is told of, in the conversation with them.
   *
   * @param groupId the group it happened in
   */
  void from(Draft draft, Counterparty other, @Nullable String groupId) {
    if (other.isKnown()) {
      draft.record.sender(other.party());
    }
    draft.record.direction("inbound").recipient(surroundings.self(null));
    draft.record.conversation(participants.conversation(groupId, other));
  }

  /** Whether an address is the firm's own number, in whatever form either is written. */
  boolean isOwn(@Nullable String from) {
    return surroundings.isOwn(from);
  }
}
