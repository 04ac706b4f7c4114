package io.holdfast.ingest.whatsapp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether all that a value tells is of one person, whatever that person is called. */
final class OnePerson {
  /** Arrays whose elements name the one at the other end. */
  private static final List<String> ARRAYS =
      List.of(
          "messages",
          "message_echoes",
          "smb_message_echoes",
          "statuses",
          "calls",
          "user_preferences",
          "user_id_update");

  private static final List<String> NAMES =
      List.of(
          "from",
          "from_user_id",
          "from_parent_user_id",
          "to",
          "to_user_id",
          "to_parent_user_id",
          "recipient_id",
          "recipient_user_id",
          "recipient_participant_id",
          "participant_recipient_id",
          "recipient_participant_user_id",
          "recipient",
          "recipient_type",
          "recipient_parent_user_id",
          "parent_recipient_user_id",
          "recipient_participant_parent_user_id",
          "parent_user_id",
          "wa_id",
          "user_id");

  /** What a change of a user id or an echo of the firm's own call has one level deeper. */
  private static final List<String> INSIDE = List.of("message", "user_id", "parent_user_id");

  private @Nullable String first;
  private boolean several;

  private OnePerson() {}

  /** Whether the events of a value, and of the one inside it, name the same people. */
  static boolean of(JsonView value) {
    var found = new OnePerson();
    found.look(value);
    JsonView standby = value.object("standby");
    if (standby != null) {
      found.look(standby);
    }
    return found.first != null && !found.several;
  }

  private void look(JsonView value) {
    several |= value.list("groups") != null; // its members are people too
    for (String name : ARRAYS) {
      JsonView events = value.list(name);
      if (events != null) {
        events.elements(this::event);
      }
    }
  }

  private void event(JsonView event) {
    if (several) {
      return;
    }
    boolean group = event.text("group_id") != null || "group".equals(event.text("recipient_type"));
    if (group || "system".equals(event.text("type"))) {
      // a group has other members; who changes a number is known by two of them
      several = true;
      return;
    }
    var names = new StringBuilder();
    add(names, event, NAMES);
    for (String name : INSIDE) {
      JsonView inside = event.object(name);
      if (inside != null) {
        add(names.append(name).append('\n'), inside, NAMES);
        add(names, inside, List.of("previous", "current"));
      }
    }
    String all = names.toString();
    // two that name nobody may be of two people
    several = first != null && (all.isBlank() || !first.equals(all));
    first = all;
  }

  private static void add(StringBuilder all, JsonView event, List<String> names) {
    for (String name : names) {
      String text = event.text(name);
      all.append(text == null ? "" : text).append('\n');
    }
  }
}
