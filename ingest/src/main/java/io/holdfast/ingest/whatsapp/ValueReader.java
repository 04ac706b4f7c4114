package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code value} of one change: by what it contains, whatever its field says. Not
 * thread-safe.
 */
final class ValueReader {
  private static final String STANDBY = "standby";
  private static final String SUMMARY = "conversation_context";
  private static final String INITIATOR = GroupReader.INITIATOR;

  /** Arrays whose elements are events. */
  private static final Set<String> ARRAYS =
      Set.of(
          "messages",
          "statuses",
          "message_echoes",
          "smb_message_echoes",
          "calls",
          "groups",
          "history",
          "state_sync",
          "user_id_update",
          "user_preferences",
          "user_actions");

  /** Arrays that count only where the value is not itself an event. */
  private static final Set<String> WEAK_ARRAYS = Set.of("errors", "automatic_events");

  private final Reading reading;
  private final JsonView change;
  private final JsonView value;
  private final Contacts contacts;
  private final Scene scene;
  private final PrimitiveIterator.OfInt errorOrdinals;

  ValueReader(Reading reading, Surroundings surroundings, JsonView change, JsonView value) {
    this.reading = reading;
    this.change = change;
    this.value = value;
    this.contacts =
        new Contacts(
            null, contact -> surroundings.isOwn(contact.waId()), () -> OnePerson.of(value));
    this.errorOrdinals = IntStream.iterate(0, i -> i + 1).iterator();
    this.scene = Scene.of(reading, surroundings, contacts);
  }

  /** While another responder owns the thread, the same arrays come one level deeper. */
  private ValueReader(ValueReader around, JsonView standby) {
    Surroundings surroundings = around.scene.surroundings();
    this.reading = around.reading;
    this.change = around.change;
    this.value = standby;
    this.contacts =
        new Contacts(
            around.contacts,
            contact -> surroundings.isOwn(contact.waId()),
            () -> OnePerson.of(around.value));
    this.errorOrdinals = around.errorOrdinals;
    this.scene = Scene.of(reading, surroundings, contacts);
  }

  /** Whether a value has any array of events, or one inside of it. */
  static boolean tells(JsonView value) {
    boolean[] found = {false};
    value.members(
        (key, member) ->
            found[0] |=
                !member.isHollow()
                    && isList(member)
                    && (ARRAYS.contains(name(key))
                        || WEAK_ARRAYS.contains(name(key))
                        || (name(key).equals(STANDBY) && tells(member))));
    return found[0];
  }

  /** The scene of the value's own events. */
  Scene scene() {
    return scene;
  }

  /** Whether there is any array of things that were said or done. */
  boolean hasEvents() {
    boolean[] found = {false};
    value.members(
        (key, member) -> {
          if (!found[0] && !member.isHollow()) {
            found[0] =
                (isList(member) && ARRAYS.contains(name(key)))
                    || (member.isObject()
                        && name(key).equals(STANDBY)
                        && new ValueReader(this, member).hasAny());
          }
        });
    return found[0];
  }

  /** As {@link #hasEvents}, or anything else that is understood by its name. */
  boolean hasAny() {
    boolean[] found = {hasEvents()};
    value.members(
        (key, member) -> {
          if (!found[0] && !member.isHollow()) {
            found[0] =
                (isList(member) && WEAK_ARRAYS.contains(name(key)))
                    || (member.isObject() && name(key).equals(SUMMARY));
          }
        });
    return found[0];
  }

  /** An array, or an object that stands for its only element. */
  private static boolean isList(JsonView member) {
    return member.isArray() || member.isObject();
  }

  private static String name(JsonView key) {
    return JsonText.decode(key.tape(), key.index());
  }

  /** Makes known whom the value names beside its events. */
  void joinContacts() {
    value.members(
        (key, member) -> {
          if (isContacts(key, member)) {
            member.elements(contacts::add);
          }
        });
  }

  void read() {
    joinContacts();
    value.members(this::member);
    contacts
        .strange()
        .forEach(
            view ->
                reading.unrecognised(view, "contact-unreadable", scene.surroundings(), "contacts"));
    var people = new PersonReader(scene);
    contacts.unclaimed(contact -> reading.add(List.of(people.contact(contact))));
  }

  private void member(JsonView key, JsonView member) {
    if (member.isHollow() || member.isNull()) {
      return;
    }
    String name = name(key);
    if (isList(member) && array(name, member)) {
      return;
    }
    if (name.equals(STANDBY) && member.isObject()) {
      var inside = new ValueReader(this, member);
      if (inside.hasAny()) {
        inside.read();
        return;
      }
    }
    if (name.equals(SUMMARY) && member.isObject()) {
      reading.add(new PersonReader(scene).summary(member));
    } else if (!isContext(key, name, member)) {
      reading.unrecognised(member, "member-unknown", scene.surroundings(), name);
    }
  }

  /** Reads an array of events; false when it is none. */
  private boolean array(String name, JsonView array) {
    Consumer<JsonView> reader =
        switch (name) {
          case "messages" -> messages(false);
          case "message_echoes", "smb_message_echoes" -> messages(true);
          case "statuses" -> {
            var statuses = new StatusReader(scene);
            yield status -> reading.add(statuses.read(status));
          }
          case "errors" -> {
            var errors = new ErrorReader(scene, change, subject(), errorOrdinals);
            yield error -> reading.add(errors.read(error));
          }
          case "calls" -> call -> reading.add(new CallReader(scene).read(call));
          case "groups" -> {
            var groups = new GroupReader(scene, value.text(INITIATOR));
            yield group -> reading.add(groups.read(group));
          }
          case "history" -> chunk -> new HistoryReader(reading, scene).read(chunk);
          default -> ofPeople(name);
        };
    if (reader == null) {
      return false;
    }
    array.elements(element -> element(element, name, reader));
    return true;
  }

  /** What errors beside it are about: the only thing that was said or done. */
  private Optional<CanonicalRecord> subject() {
    JsonView messages = value.list("messages");
    JsonView echoes = value.list("message_echoes");
    JsonView calls = value.list("calls");
    boolean one = Stream.of(messages, echoes, calls).filter(Objects::nonNull).count() == 1;
    JsonView event =
        one ? only(messages != null ? messages : echoes != null ? echoes : calls) : null;
    if (event == null) {
      return Optional.empty();
    }
    return (calls != null
            ? new CallReader(scene).read(event)
            : new MessageReader(scene).read(event, echoes != null))
        .stream().findFirst();
  }

  private static @Nullable JsonView only(@Nullable JsonView events) {
    JsonView[] found = {null, null};
    if (events != null && !events.isHollow()) {
      events.elements(
          element -> {
            found[1] = found[0];
            found[0] = element;
          });
    }
    return found[0] != null && found[0].isObject() && found[1] == null ? found[0] : null;
  }

  private Consumer<JsonView> messages(boolean echo) {
    var messages = new MessageReader(scene);
    return message -> reading.add(messages.read(message, echo));
  }

  private @Nullable Consumer<JsonView> ofPeople(String name) {
    var people = new PersonReader(scene);
    return switch (name) {
      case "state_sync" -> sync -> reading.add(people.stateSync(sync));
      case "user_id_update" -> update -> reading.add(people.userIdUpdate(update));
      case "user_preferences" -> preference -> reading.add(people.preference(preference));
      case "user_actions" -> action -> reading.add(people.action(action));
      case "automatic_events" -> event -> reading.add(people.automatic(event));
      default -> null;
    };
  }

  private void element(JsonView element, String name, Consumer<JsonView> reader) {
    if (reading.isFull()) {
      return;
    }
    if (element.isObject()) {
      reader.accept(element);
    } else {
      reading.unrecognised(element, "element-no-object", scene.surroundings(), name);
    }
  }

  /** Whether one of the groups does not say itself who did it. */
  private static boolean isNeeded(@Nullable JsonView groups) {
    boolean[] needed = {false};
    if (groups != null) {
      groups.elements(group -> needed[0] |= group.isObject() && group.member(INITIATOR) == null);
    }
    return needed[0];
  }

  private boolean isContext(JsonView key, String name, JsonView member) {
    return switch (name) {
      case "metadata" -> scene.surroundings().carries(member);
      case "contacts" -> isContacts(key, member);
      // an element of groups that does not say itself who did it has this in extra
      case INITIATOR -> member.text() != null && isNeeded(value.list("groups"));
      case "messaging_product" -> "whatsapp".equals(member.text());
      case "field" -> scene.surroundings().isField(member); // of a value without a change
      default -> false;
    };
  }

  private static boolean isContacts(JsonView key, JsonView member) {
    return isList(member) && JsonText.equal(key.tape(), key.index(), "contacts");
  }
}
