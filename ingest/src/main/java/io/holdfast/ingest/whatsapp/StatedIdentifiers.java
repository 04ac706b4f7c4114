package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.PhoneNumbers;
import io.holdfast.archive.record.RecordKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a record says the one person at the other end is known by: number, user id, the user id of
 * linked portfolios, and after a change the old and the new. Two identifiers in one record are one
 * person; that is how a conversation goes on when a number is withheld or changed.
 */
public final class StatedIdentifiers {
  private static final int LONGEST = 256;

  /** Where a user id of linked portfolios stands among the members without a place. */
  private static final List<String> PARENTS = List.of("parent_user_id");

  /** The same of whoever sent it; the firm's own would make one person of all its customers. */
  private static final List<String> PARENTS_OF_SENDER = List.of("from_parent_user_id");

  /** The same of whom it went to. */
  private static final List<String> PARENTS_OF_RECIPIENT =
      List.of(
          "to_parent_user_id",
          "recipient_parent_user_id",
          "parent_recipient_user_id",
          "recipient_participant_parent_user_id");

  /** What events of identity name beside the party itself, in their own words. */
  private static final List<String> CHANGES =
      List.of(
          "wa_id",
          "new_wa_id",
          "customer",
          "user_id",
          "previous_user_id",
          "parent_user_id",
          "previous",
          "current");

  /** What the joined contact is known by where the event names somebody otherwise. */
  private static final List<String> OF_CONTACT = List.of("user_id", "parent_user_id");

  private StatedIdentifiers() {}

  /**
   * Numbers in their comparable form with {@code +}, user ids as they are. Empty where the record
   * is of no single person or of another source.
   */
  public static List<String> of(CanonicalRecord record) {
    List<Party> people = people(record);
    // a change of identifiers may name nobody beside them
    int fewest = record.kind() == RecordKind.IDENTITY ? 0 : 1;
    if (people.size() < fewest
        || people.size() > 1
        || !Surroundings.CONNECTOR.equals(record.source().connector())) {
      return List.of();
    }
    Set<String> found = new LinkedHashSet<>();
    for (Party person : people) {
      add(found, person.address());
      add(found, person.userId());
    }
    JsonNode extra = record.extra();
    if (extra != null) {
      addBeside(found, record, extra);
    }
    if (record.kind() == RecordKind.IDENTITY
        && record.content() instanceof Content.Notice(var type, var text, var body)
        && body != null) {
      CHANGES.forEach(name -> add(found, body.path(name)));
    }
    boolean lacksNumber = people.size() == 1 && people.getFirst().address() == null;
    if (lacksNumber
        && record.content() instanceof Content.Contacts(var cards)
        && cards.size() == 1) {
      addOwnCard(found, cards.getFirst(), extra);
    }
    return List.copyOf(found);
  }

  private static void addBeside(Set<String> found, CanonicalRecord record, JsonNode extra) {
    addParents(found, extra, PARENTS);
    if (record.sender() == null || !isSelf(record.sender())) {
      addParents(found, extra, PARENTS_OF_SENDER);
    }
    if (record.recipients().stream().noneMatch(StatedIdentifiers::isSelf)) {
      addParents(found, extra, PARENTS_OF_RECIPIENT);
    }
    JsonNode contact = extra.path("contact");
    OF_CONTACT.forEach(name -> add(found, contact.path(name)));
    if (Addresses.digits(contact.path("wa_id").asString("")) != null) {
      add(found, contact.path("wa_id"));
    }
  }

  private static void addParents(Set<String> found, JsonNode extra, List<String> names) {
    for (String name : names) {
      JsonNode parent = extra.path(name);
      add(found, parent);
      add(found, parent.path("previous"));
      add(found, parent.path("current"));
    }
  }

  /**
   * Whoever was asked for their number and gave it sends a card of themselves. Somebody whose
   * number is known needs none: what his own program writes into a card joins him with nobody.
   */
  private static void addOwnCard(Set<String> found, JsonNode card, @Nullable JsonNode extra) {
    String origin = card.path("origin").asString("");
    if (origin.isEmpty() && extra != null) {
      origin = extra.path("origin").asString("");
    }
    JsonNode phones = card.path("phones");
    if (origin.equals("contact_request") && phones.size() == 1) {
      add(found, phones.get(0).path("wa_id"));
    }
  }

  /** Whoever is not the firm. */
  private static List<Party> people(CanonicalRecord record) {
    var others = new ArrayList<Party>();
    if (record.sender() != null && !isSelf(record.sender())) {
      others.add(record.sender());
    }
    record.recipients().stream().filter(party -> !isSelf(party)).forEach(others::add);
    return others;
  }

  private static boolean isSelf(Party party) {
    return Boolean.TRUE.equals(party.self());
  }

  private static void add(Set<String> found, JsonNode node) {
    if (node.isString()) {
      add(found, node.stringValue());
    }
  }

  private static void add(Set<String> found, @Nullable String id) {
    String comparable =
        Addresses.isUserId(id) ? id : PhoneNumbers.canonicalOrNull(Addresses.of(id));
    if (comparable != null && comparable.length() <= LONGEST) {
      found.add(comparable);
    }
  }
}
