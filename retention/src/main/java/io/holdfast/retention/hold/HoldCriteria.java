package io.holdfast.retention.hold;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold terms with every person resolved: decides whether a record matches, from the record alone.
 *
 * <p>What is not known counts as a match: a record without a time of sending matches any dates, and
 * input that could not be read matches any people, addresses and conversations.
 *
 * @param people addresses of the people named, in their one form; {@code null} when none is named
 * @param addresses addresses named, in their one form; {@code null} when none is named
 * @param conversations ids; {@code null} when none is named
 */
public record HoldCriteria(
    @Nullable Set<String> people,
    @Nullable Set<String> addresses,
    @Nullable Set<String> conversations,
    @Nullable Instant from,
    @Nullable Instant to) {
  /** Keeps copies. */
  public HoldCriteria {
    people = people == null ? null : Set.copyOf(people);
    addresses = addresses == null ? null : Set.copyOf(addresses);
    conversations = conversations == null ? null : Set.copyOf(conversations);
  }

  /**
   * Terms with the addresses of their people.
   *
   * @param addressesOfPeople all addresses of all people named
   */
  public static HoldCriteria of(HoldTerms terms, Collection<String> addressesOfPeople) {
    return new HoldCriteria(
        terms.people().isEmpty() ? null : Addresses.normalise(addressesOfPeople),
        terms.addresses().isEmpty() ? null : Addresses.normalise(terms.addresses()),
        terms.conversations().isEmpty() ? null : Set.copyOf(terms.conversations()),
        terms.from(),
        terms.to());
  }

  /** Whether a record by itself matches; records that it reaches (its delivery) are found later. */
  public boolean matches(CanonicalRecord record) {
    return switch (record.kind()) {
      case AUDIT, CONTROL, TOMBSTONE, DELIVERY -> false;
      case UNRECOGNISED -> matchesDates(record) && (isUnread(record) || matchesNames(record));
      case MESSAGE,
          EDIT,
          DELETION,
          REACTION,
          RECEIPT,
          MEMBERSHIP,
          CALL,
          NOTICE,
          IDENTITY,
          ATTACHMENT,
          GAP ->
          matchesDates(record) && matchesNames(record);
    };
  }

  private static boolean isUnread(CanonicalRecord record) {
    return record.kind() == RecordKind.UNRECOGNISED
        && record.sender() == null
        && record.recipients().isEmpty()
        && record.conversation() == null;
  }

  private boolean matchesDates(CanonicalRecord record) {
    Instant sentAt = record.sentAt();
    if (sentAt == null) {
      return true;
    }
    return (from == null || !sentAt.isBefore(from)) && (to == null || sentAt.isBefore(to));
  }

  private boolean matchesNames(CanonicalRecord record) {
    if (conversations != null
        && (record.conversation() == null || !conversations.contains(record.conversation().id()))) {
      return false;
    }
    if (people == null && addresses == null) {
      return true;
    }
    Set<String> parties = partiesOf(record);
    return (people == null || meets(people, parties))
        && (addresses == null || meets(addresses, parties));
  }

  private static boolean meets(Set<String> wanted, Set<String> present) {
    return present.stream().anyMatch(wanted::contains);
  }

  private static Set<String> partiesOf(CanonicalRecord record) {
    var parties = new HashSet<String>();
    addParty(parties, record.sender());
    record.recipients().forEach(recipient -> addParty(parties, recipient));
    add(parties, record.source().account());
    if (record.content() instanceof Content.Membership membership) {
      addParty(parties, membership.actor());
      List<Party> members = membership.members();
      if (members != null) { // JSON leaves an empty list out
        members.forEach(member -> addParty(parties, member));
      }
    }
    return parties;
  }

  private static void addParty(Set<String> parties, @Nullable Party party) {
    if (party != null) {
      add(parties, party.address());
      add(parties, party.userId());
      add(parties, party.username());
      add(parties, party.name());
    }
  }

  private static void add(Set<String> parties, @Nullable String address) {
    if (address != null) {
      parties.add(Addresses.normalise(address));
    }
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "HoldCriteria[from " + from + ", to " + to + "]";
  }
}
