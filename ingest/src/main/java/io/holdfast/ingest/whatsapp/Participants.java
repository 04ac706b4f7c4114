package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.PhoneNumbers;
import io.holdfast.archive.record.RecordIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Who takes part in the events of one change, and in which conversation. Not thread-safe. */
final class Participants {
  private final RecordIdentity identity;
  private final Surroundings surroundings;
  private final Contacts contacts;
  private final Map<String, Conversation> conversations = new HashMap<>();

  Participants(RecordIdentity identity, Surroundings surroundings, Contacts contacts) {
    this.identity = identity;
    this.surroundings = surroundings;
    this.contacts = contacts;
  }

  /**
   * Somebody at the other end.
   *
   * @param party as the event and the contact show it
   * @param contact the joined contact
   * @param parentUserId the user id of linked portfolios, which a party does not show
   */
  record Counterparty(Party party, @Nullable Contact contact, @Nullable String parentUserId) {
    /** Whether anything is known of them. */
    boolean isKnown() {
      return party.address() != null
          || party.userId() != null
          || party.username() != null
          || party.name() != null;
    }

    /**
     * What a direct conversation is known by: {@code wa_id} before the dialled number before the
     * user id, because the dialled number need not be the number of the account. The user id of
     * linked portfolios is the last resort.
     */
    @Nullable String key() {
      String waId = contact == null ? null : Addresses.of(contact.waId());
      if (waId != null || party.address() != null) {
        return waId != null ? waId : party.address();
      }
      return party.userId() != null ? party.userId() : parentUserId;
    }

    /** What is odd about how it was joined, in plain words. */
    @Nullable String oddity() {
      return contact != null && contact.hasOtherNumber(party.address())
          ? "contact-number-differs: the contact has another number than the event; both are kept"
          : null;
    }

    /** What the contact has that the party does not show. */
    @Nullable ObjectNode rest() {
      return contact == null ? null : contact.beyond(party);
    }
  }

  /** Nobody in particular: a group, or an event that does not say. */
  static Counterparty nobody() {
    return new Counterparty(new Party(null, null, null, null, null), null, null);
  }

  /**
   * Joins what an event says of its counterparty with the contacts of the change.
   *
   * @param parentUserId the user id of linked portfolios
   */
  Counterparty counterparty(
      @Nullable String id, @Nullable String userId, @Nullable String parentUserId) {
    String phone = id;
    String scoped = userId;
    if (Addresses.isUserId(id) && (userId == null || userId.equals(id))) {
      phone = null;
      scoped = id;
    }
    Contact contact = contacts.claim(phone, scoped, parentUserId);
    if (contact == null) {
      var party = new Party(Addresses.of(phone), scoped, null, null, null);
      return new Counterparty(party, null, parentUserId);
    }
    return new Counterparty(
        new Party(
            Addresses.of(phone == null ? contact.waId() : phone),
            scoped == null ? contact.userId() : scoped,
            some(contact.username()),
            some(contact.name()),
            null),
        contact,
        parentUserId == null ? contact.parentUserId() : parentUserId);
  }

  /** The same person under a new user id. */
  Counterparty renamed(
      Counterparty before, @Nullable String userId, @Nullable String parentUserId) {
    Party party = before.party();
    String current = userId == null ? party.userId() : userId;
    return new Counterparty(
        new Party(party.address(), current, party.username(), party.name(), party.self()),
        before.contact(),
        parentUserId == null ? before.parentUserId() : parentUserId);
  }

  /** The conversation with a group, else with a counterparty, if either is known. */
  @Nullable Conversation conversation(@Nullable String groupId, @Nullable Counterparty other) {
    if (groupId != null && !groupId.isEmpty()) {
      return conversation(groupId, "group");
    }
    String ofThread = threadKey();
    String key = ofThread != null ? ofThread : other == null ? null : other.key();
    if (key == null) {
      return null;
    }
    // two ways to write one number are one conversation
    return key.endsWith(Contact.GROUP_HOST)
        ? conversation(key, "group")
        : conversation(PhoneNumbers.canonical(key), "direct");
  }

  /** What the thread's conversation is known by, whatever its messages say. */
  private @Nullable String threadKey() {
    Contact with = contacts.ofThread();
    String waId = with == null ? null : Addresses.of(with.waId());
    return waId != null || with == null ? waId : with.userId();
  }

  /** Whether somebody is the one that the thread of the history is with. */
  boolean isOfThread(@Nullable String id, @Nullable String userId) {
    Contact with = contacts.ofThread();
    return with != null && with.isSame(phone(id), scoped(id, userId));
  }

  /** Whether somebody is shown not to be the one that the thread of the history is with. */
  boolean isNotOfThread(@Nullable String id, @Nullable String userId) {
    Contact with = contacts.ofThread();
    return with != null && with.isOther(phone(id), scoped(id, userId));
  }

  private static @Nullable String phone(@Nullable String id) {
    return Addresses.isUserId(id) ? null : id;
  }

  private static @Nullable String scoped(@Nullable String id, @Nullable String userId) {
    return userId == null && Addresses.isUserId(id) ? id : userId;
  }

  private Conversation conversation(String key, String type) {
    return conversations.computeIfAbsent(
        type + key,
        _ ->
            new Conversation(
                identity.id("conversation", List.of(surroundings.account(), key)), type, null));
  }

  /** A party as the source shows it; a user id in the place of a number is a user id. */
  static Party party(
      @Nullable String id,
      @Nullable String userId,
      @Nullable String username,
      @Nullable String name) {
    boolean scoped = Addresses.isUserId(id) && (userId == null || userId.equals(id));
    return new Party(
        scoped ? null : Addresses.of(id),
        scoped ? id : some(userId),
        some(username),
        some(name),
        null);
  }

  private static @Nullable String some(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
