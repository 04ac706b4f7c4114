package io.holdfast.retention.hold;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Party;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hold terms with every person resolved: decides whether a record matches, from the record and whom
 * it names.
 *
 * <p>What is not known counts as a match: a record without a time of sending matches any dates, and
 * what names nobody but the firm and stands in no conversation (input that could not be read, a
 * message whose sender the platform left out) matches any people, addresses and conversations.
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

  /**
   * Whether a record by itself matches; records that it reaches (its delivery) are found later.
   *
   * @param names whom it names, as {@link Identities} reads it
   */
  public boolean matches(CanonicalRecord record, Set<String> names) {
    return switch (record.kind()) {
      case AUDIT, CONTROL, TOMBSTONE, DELIVERY -> false;
      case UNRECOGNISED, MESSAGE, EDIT, DELETION, REACTION ->
          matchesDates(record) && (isOfNobody(record) || matches(names, record));
      case RECEIPT, MEMBERSHIP, CALL, NOTICE, IDENTITY, ATTACHMENT, GAP ->
          matchesDates(record) && matches(names, record);
    };
  }

  private static boolean isOfNobody(CanonicalRecord record) {
    return record.conversation() == null
        && (record.sender() == null || isSelf(record.sender()))
        && record.recipients().stream().allMatch(HoldCriteria::isSelf);
  }

  private static boolean isSelf(Party party) {
    return Boolean.TRUE.equals(party.self());
  }

  private boolean matchesDates(CanonicalRecord record) {
    Instant sentAt = record.sentAt();
    if (sentAt == null) {
      return true;
    }
    return (from == null || !sentAt.isBefore(from)) && (to == null || sentAt.isBefore(to));
  }

  private boolean matches(Set<String> names, CanonicalRecord record) {
    return (conversations == null
            || (record.conversation() != null
                && conversations.contains(record.conversation().id())))
        && (people == null || meets(people, names))
        && (addresses == null || meets(addresses, names));
  }

  private static boolean meets(Set<String> wanted, Set<String> present) {
    return present.stream().anyMatch(wanted::contains);
  }

  /**
   * The same terms with more of what people and conversations are known by; nothing is left out.
   */
  public HoldCriteria with(Joined joined) {
    return new HoldCriteria(
        more(people, joined.people()),
        more(addresses, joined.addresses()),
        more(conversations, joined.conversations()),
        from,
        to);
  }

  private static @Nullable Set<String> more(@Nullable Set<String> named, Set<String> joined) {
    if (named == null) {
      return null;
    }
    var all = new HashSet<>(named);
    all.addAll(joined);
    return all;
  }

  /** What these name and the others do not. */
  public Joined beyond(HoldCriteria others) {
    return new Joined(
        beyond(people, others.people),
        beyond(addresses, others.addresses),
        beyond(conversations, others.conversations));
  }

  private static Set<String> beyond(@Nullable Set<String> some, @Nullable Set<String> others) {
    var left = new HashSet<String>();
    if (some != null) {
      left.addAll(some);
    }
    if (others != null) {
      left.removeAll(others);
    }
    return left;
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "HoldCriteria[from " + from + ", to " + to + "]";
  }
}
