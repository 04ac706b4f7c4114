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
          "wa_id",
          "user_id");

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
    for (String name : NAMES) {
      String text = event.text(name);
      names.append(text == null ? "" : text).append('\n');
    }
    if (first == null) {
      first = names.toString();
    } else {
      several = !first.contentEquals(names);
    }
  }
}
