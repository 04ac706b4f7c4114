package io.holdfast.ingest.whatsapp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of one value, joined by {@code wa_id} and {@code user_id}: their order means
 * nothing. Those of the value around it count too. A contact that no event claims is handed back at
 * the end: it is news of a person. Not thread-safe.
 */
final class Contacts {
  /** Larger ones are not repeated beside each event; they become a record of their own. */
  private static final int MAX_REPEATED = 4 * 1024;

  private final List<Contact> all = new ArrayList<>();
  private final List<JsonView> strange = new ArrayList<>();
  private final Map<String, Contact> byKey = new HashMap<>();
  private final Set<Integer> claimed = new HashSet<>();
  private final @Nullable Contacts outer;
  private final Predicate<Contact> isFirm;
  private final BooleanSupplier onePerson;
  private @Nullable Contact ofThread;
  private @Nullable Boolean oneFound;

  /** Contacts of events that say themselves whose they are. */
  Contacts() {
    this(null, _ -> false, () -> false);
  }

  /**
   * Contacts of a value.
   *
   * @param outer those of the value around it
   * @param isFirm whether a contact is the firm itself
   * @param onePerson whether all its events are of one person, whoever that is; asked when a lone
   *     contact is by another number than theirs
   */
  Contacts(@Nullable Contacts outer, Predicate<Contact> isFirm, BooleanSupplier onePerson) {
    this.outer = outer;
    this.isFirm = isFirm;
    this.onePerson = onePerson;
  }

  void add(JsonView view) {
    if (view.isNull() || view.isHollow()) {
      return;
    }
    if (!view.isObject() || view.end() - view.start() > MAX_REPEATED) {
      strange.add(view);
      return;
    }
    var contact = Contact.of(view);
    all.add(contact);
    index(contact.waId(), contact);
    index(contact.userId(), contact);
    index(contact.parentUserId(), contact);
  }

  private void index(@Nullable String key, Contact contact) {
    if (key != null && !key.isEmpty()) {
      byKey.putIfAbsent(key(key), contact);
    }
  }

  private static String key(String id) {
    String comparable = Addresses.comparable(id);
    return comparable == null ? id : comparable;
  }

  /** The one that a thread of the history is with. */
  void addThread(JsonView thread) {
    Contact contact = Contact.ofThread(thread);
    ofThread = contact;
    if (contact != null && !contact.isGroup()) {
      all.add(contact);
      index(contact.waId(), contact);
      index(contact.userId(), contact);
      index(contact.parentUserId(), contact);
    }
  }

  /** The one that the thread of the history is with. */
  @Nullable Contact ofThread() {
    return ofThread;
  }

  /**
   * The contact of somebody known by an address, a user id or the user id of linked portfolios. A
   * lone contact is whoever is not named at all, and the one person of all events even by another
   * number, because the number of an account need not be the one that is dialled. Whoever is in a
   * thread and not shown to be somebody else is the one that the thread is with.
   */
  @Nullable Contact claim(
      @Nullable String address, @Nullable String userId, @Nullable String parentUserId) {
    Contact found = named(address, userId, parentUserId);
    if (found == null) {
      boolean unnamed = address == null && userId == null && parentUserId == null;
      Contact lone = lone();
      boolean theirs =
          lone != null
              && !isFirm.test(lone)
              && (unnamed || (!lone.hasOtherId(userId, parentUserId) && isOnePerson()));
      found = theirs ? lone : null;
    }
    if (found == null
        && ofThread != null
        && !ofThread.isGroup()
        && !ofThread.isOther(address, userId)) {
      found = ofThread;
    }
    if (found != null) {
      claimed(found);
    }
    return found;
  }

  /** Looked up once, however many events there are. */
  private boolean isOnePerson() {
    Boolean known = oneFound;
    if (known == null) {
      known = onePerson.getAsBoolean();
      oneFound = known;
    }
    return known;
  }

  private @Nullable Contact named(
      @Nullable String address, @Nullable String userId, @Nullable String parentUserId) {
    Contact found = userId == null ? null : byKey.get(userId);
    if (found == null && address != null) {
      found = byKey.get(key(address));
    }
    if (found == null && parentUserId != null) {
      found = byKey.get(parentUserId);
    }
    return found == null && outer != null ? outer.named(address, userId, parentUserId) : found;
  }

  /** The only one, here and around. */
  private @Nullable Contact lone() {
    if (outer == null || outer.all.isEmpty()) {
      return all.size() == 1 ? all.getFirst() : null;
    }
    return all.isEmpty() ? outer.lone() : null;
  }

  private void claimed(Contact contact) {
    claimed.add(contact.view().index());
    if (outer != null) {
      outer.claimed(contact);
    }
  }

  /** Those that no event claimed. */
  void unclaimed(Consumer<Contact> each) {
    for (Contact contact : all) {
      if (!claimed.contains(contact.view().index())) {
        each.accept(contact);
      }
    }
  }

  /** What is no contact, or too large to stand beside an event. */
  List<JsonView> strange() {
    return List.copyOf(strange);
  }
}
