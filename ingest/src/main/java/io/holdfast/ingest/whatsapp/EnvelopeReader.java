package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks the envelope: entries, changes, and the members of each value in the order of the input.
 * Every member is either read, or part of the context of what is read, or becomes an {@code
 * unrecognised} record. Not thread-safe.
 */
final class EnvelopeReader {
  static final String OBJECT = "whatsapp_business_account";

  private final Reading reading;

  EnvelopeReader(Reading reading) {
    this.reading = reading;
  }

  void read(JsonView root) {
    var outside = new Surroundings(null, null, null);
    JsonView object = OBJECT.equals(root.text("object")) ? root.member("object") : null;
    root.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          if (name.equals("entry") && value.isArray()) {
            value.elements(this::entry);
          } else if (object == null || value.index() != object.index()) {
            left(value, "member-unknown", outside, name);
          }
        });
  }

  void entry(JsonView entry) {
    if (reading.isFull()) {
      return;
    }
    int before = reading.count();
    var outside = new Surroundings(entry, null, null);
    int id = told(entry, "id");
    int time = told(entry, "time");
    entry.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          if (name.equals("changes") && value.isArray()) {
            value.elements(change -> change(entry, change));
          } else if (name.equals("changed_fields") && value.isArray() && !value.isHollow()) {
            withoutValues(value, outside);
          } else if (value.index() != id && value.index() != time) {
            left(value, "member-unknown", outside, name);
          }
        });
    if (reading.count() == before && !entry.isNull()) {
      reading.unrecognised(entry, "entry-without-events", outside, null);
    }
  }

  /** A change, with the entry that it stands in, if it does. */
  void change(@Nullable JsonView entry, JsonView change) {
    if (reading.isFull()) {
      return;
    }
    JsonView value = change.object("value");
    var surroundings = new Surroundings(entry, change, metadata(value));
    String field = surroundings.channel();
    var reader = value == null ? null : new ValueReader(reading, surroundings, change, value);
    if (value == null || reader == null || value.isHollow()) {
      reading.unrecognised(change, reason(surroundings), surroundings, null);
    } else if (field != null && ChangeReader.reads(field) && !reader.hasEvents()) {
      reader.joinContacts();
      reading.add(new ChangeReader(reader.scene(), entry, change, value).read(field));
    } else if (reader.hasAny()) {
      events(change, value, surroundings, reader);
    } else {
      reading.unrecognised(change, reason(surroundings), surroundings, null);
    }
  }

  /** A value without a change around it. */
  void value(JsonView value) {
    new ValueReader(reading, new Surroundings(null, value, metadata(value)), value, value).read();
  }

  /** A handover names the firm's number in {@code recipient}, everything else in metadata. */
  private static @Nullable JsonView metadata(@Nullable JsonView value) {
    JsonView metadata = value == null ? null : value.object("metadata");
    JsonView recipient = value == null || metadata != null ? null : value.object("recipient");
    return recipient != null && recipient.text("phone_number_id") != null ? recipient : metadata;
  }

  private void events(
      JsonView change, JsonView value, Surroundings surroundings, ValueReader reader) {
    int field = told(change, "field");
    change.members(
        (key, member) -> {
          String name = JsonText.decode(key.tape(), key.index());
          if (member.index() == value.index()) {
            reader.read();
          } else if (member.index() != field) {
            left(member, "member-unknown", surroundings, name);
          }
        });
  }

  /** The subscription leaves out what happened and says only where: an alarm. */
  private void withoutValues(JsonView fields, Surroundings outside) {
    var scene = Scene.of(reading, outside, new Contacts());
    String id = scene.id("gap", outside.place(), "changed_fields", Draft.hash(fields));
    var draft = scene.draft(fields, RecordKind.GAP, id, null);
    draft.record.content(
        new Content.Gap(
            "values-not-included",
            null,
            null,
            "The subscription names changed fields without their values; turn on Include Values."));
    draft.record.raw(fields.bytes(), outside.contextOfMember("changed_fields"));
    ObjectNode extra = RecordJson.mapper().createObjectNode();
    extra.set("changed_fields", Residue.whole(fields));
    reading.add(List.of(draft.record.extra(extra).build()));
  }

  private static String reason(Surroundings surroundings) {
    return surroundings.source(null).channel() == null ? "change-without-field" : "change-unknown";
  }

  /** Index of the member of that name that is told beside each event; -1 when there is none. */
  private static int told(JsonView parent, String name) {
    JsonView member = parent.member(name);
    return member == null || member.text() == null ? -1 : member.index();
  }

  /** Keeps a member that nobody reads. */
  void left(JsonView value, String reason, Surroundings surroundings, String name) {
    if (!value.isNull() && !value.isHollow()) {
      reading.unrecognised(value, reason, surroundings, name);
    }
  }
}
