package io.holdfast.ingest.whatsapp;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code value} of one change: by what it contains, whatever its field says. Not
 * thread-safe.
 */
final class ValueReader {
  private static final String STANDBY = "standby";
  private static final String SUMMARY = "conversation_context";

  /** Arrays whose elements are events. */
  private static final Set<String> ARRAYS =
      Set.of(
          "messages",
          "statuses",
          "message_echoes",
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
  private final Contacts contacts = new Contacts();
  private final Scene scene;
  private final PrimitiveIterator.OfInt errorOrdinals;

  ValueReader(Reading reading, Surroundings surroundings, JsonView change, JsonView value) {
    this(reading, surroundings, change, value, IntStream.iterate(0, i -> i + 1).iterator());
  }

  private ValueReader(
      Reading reading,
      Surroundings surroundings,
      JsonView change,
      JsonView value,
      PrimitiveIterator.OfInt errorOrdinals) {
    this.reading = reading;
    this.change = change;
    this.value = value;
    this.errorOrdinals = errorOrdinals;
    this.scene = Scene.of(reading, surroundings, contacts);
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
                member.isArray()
                    ? ARRAYS.contains(name(key))
                    : member.isObject() && name(key).equals(STANDBY) && inside(member).hasAny();
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
                member.isArray()
                    ? WEAK_ARRAYS.contains(name(key))
                    : member.isObject() && name(key).equals(SUMMARY);
          }
        });
    return found[0];
  }

  private static String name(JsonView key) {
    return JsonText.decode(key.tape(), key.index());
  }

  /** While another responder owns the thread, the same arrays come one level deeper. */
  private ValueReader inside(JsonView standby) {
    return new ValueReader(reading, scene.surroundings(), change, standby, errorOrdinals);
  }

  void read() {
    value.members(
        (key, member) -> {
          if (isContacts(key, member)) {
            member.elements(contacts::add);
          }
        });
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
    if (member.isArray() && array(name, member)) {
      return;
    }
    if (name.equals(STANDBY) && member.isObject()) {
      ValueReader inside = inside(member);
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
          case "messages", "message_echoes" -> messages(name.equals("message_echoes"));
          case "statuses" -> {
            var statuses = new StatusReader(scene);
            yield status -> reading.add(statuses.read(status));
          }
          case "errors" -> {
            var errors = new ErrorReader(scene, change, value.array("messages"), errorOrdinals);
            yield error -> reading.add(errors.read(error));
          }
          case "calls" -> call -> reading.add(new CallReader(scene).read(call));
          case "groups" -> group -> reading.add(new GroupReader(scene).read(group));
          case "history" -> chunk -> new HistoryReader(reading, scene).read(chunk);
          default -> ofPeople(name);
        };
    if (reader == null) {
      return false;
    }
    array.elements(element -> element(element, name, reader));
    return true;
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

  private boolean isContext(JsonView key, String name, JsonView member) {
    return switch (name) {
      case "metadata" -> scene.surroundings().carries(member);
      case "contacts" -> isContacts(key, member);
      case "messaging_product" -> "whatsapp".equals(member.text());
      default -> false;
    };
  }

  private static boolean isContacts(JsonView key, JsonView member) {
    return member.isArray() && JsonText.equal(key.tape(), key.index(), "contacts");
  }
}
