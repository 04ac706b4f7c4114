package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the {@code value} of one change: by what it contains, whatever its field says. Not
 * thread-safe.
 */
final class ValueReader {
  private static final String STANDBY = "standby";

  private final Reading reading;
  private final Surroundings surroundings;
  private final JsonView value;
  private final Contacts contacts = new Contacts();
  private final Map<String, Function<JsonView, List<CanonicalRecord>>> arrays;

  ValueReader(Reading reading, Surroundings surroundings, JsonView value) {
    this.reading = reading;
    this.surroundings = surroundings;
    this.value = value;
    var participants = new Participants(reading.identity(), surroundings, contacts);
    var messages =
        new MessageReader(reading.identity(), surroundings, participants, reading.capturedAt());
    var statuses =
        new StatusReader(reading.identity(), surroundings, participants, reading.capturedAt());
    this.arrays =
        Map.of(
            "messages", message -> messages.read(message, false),
            "message_echoes", message -> messages.read(message, true),
            "statuses", statuses::read);
  }

  /** Whether there is any array that is understood. */
  boolean hasEvents() {
    for (String name : arrays.keySet()) {
      JsonView array = value.array(name);
      if (array != null && !array.isHollow()) {
        return true;
      }
    }
    JsonView standby = value.object(STANDBY);
    return standby != null && standby(standby).hasEvents();
  }

  /** While another responder owns the thread, the same arrays come one level deeper. */
  private ValueReader standby(JsonView standby) {
    return new ValueReader(reading, surroundings, standby);
  }

  void read() {
    value.members(
        (key, member) -> {
          if (isContacts(key, member)) {
            member.elements(contacts::add);
          }
        });
    value.members(this::member);
    contacts.unclaimed(
        contact ->
            reading.unrecognised(contact, "contact-without-event", surroundings, "contacts"));
  }

  private void member(JsonView key, JsonView member) {
    String name = JsonText.decode(key.tape(), key.index());
    var reader = member.isArray() ? arrays.get(name) : null;
    if (reader != null) {
      member.elements(element -> element(element, name, reader));
    } else if (name.equals(STANDBY) && member.isObject()) {
      standby(member).read();
    } else if (!isContext(key, name, member) && !member.isNull() && !member.isHollow()) {
      reading.unrecognised(member, "member-unknown", surroundings, name);
    }
  }

  private void element(
      JsonView element, String name, Function<JsonView, List<CanonicalRecord>> reader) {
    if (reading.isFull()) {
      return;
    }
    if (element.isObject()) {
      reading.add(reader.apply(element));
    } else {
      reading.unrecognised(element, "element-no-object", surroundings, name);
    }
  }

  private boolean isContext(JsonView key, String name, JsonView member) {
    return switch (name) {
      case "metadata" -> surroundings.carries(member);
      case "contacts" -> isContacts(key, member);
      case "messaging_product" -> "whatsapp".equals(member.text());
      default -> false;
    };
  }

  private static boolean isContacts(JsonView key, JsonView member) {
    return member.isArray() && JsonText.equal(key.tape(), key.index(), "contacts");
  }
}
