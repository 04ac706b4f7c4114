package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is told of people and not said by them: their numbers and user ids, the contacts of
 * the firm's phone, what they agreed to, what they clicked, and a summary that a machine wrote. Not
 * thread-safe.
 */
final class PersonReader {
  private final Scene scene;

  PersonReader(Scene scene) {
    this.scene = scene;
  }

  /** One contact of the firm's phone that was added, changed or removed. */
  List<CanonicalRecord> stateSync(JsonView sync) {
    String type = sync.text("type");
    String action = sync.text("action");
    JsonView contact = sync.object("contact");
    var draft = draft(sync, RecordKind.IDENTITY, "state_sync");
    if (contact != null) {
      String phone = contact.text("phone_number");
      String name = contact.text("full_name");
      named(
          draft,
          Participants.party(
              phone == null ? contact.text("wa_id") : phone,
              contact.text("user_id"),
              contact.text("username"),
              name == null || name.isEmpty() ? contact.text("first_name") : name));
    }
    JsonView metadata = sync.object("metadata");
    draft.readTimestamp(metadata == null ? sync : metadata);
    String code = (type == null ? "state" : type) + "_" + (action == null ? "sync" : action);
    draft.record.content(new Content.Notice(code, null, Residue.take(contact)));
    scene.raw(draft, null);
    return draft.finish(null);
  }

  /** A user id took the place of another. */
  List<CanonicalRecord> userIdUpdate(JsonView update) {
    var draft = draft(update, RecordKind.IDENTITY, "user_id_update");
    JsonView ids = update.object("user_id");
    String current = ids == null ? update.text("user_id") : ids.text("current");
    JsonView parents = update.object("parent_user_id");
    String parent = parents == null ? update.text("parent_user_id") : parents.text("current");
    String waId = Addresses.take(update, "wa_id");
    var people = scene.participants();
    Counterparty person = people.counterparty(waId, current, parent);
    if (person.contact() == null) {
      // the contact may still be known by what was replaced
      String previous = ids == null ? null : ids.text("previous");
      Counterparty before =
          people.counterparty(waId, previous, parents == null ? parent : parents.text("previous"));
      person = before.contact() == null ? person : people.renamed(before, current, parent);
    }
    return told(draft, person, "user_id_update", update.takeText("detail"), ids);
  }

  /** What somebody wants to be sent, or no longer. */
  List<CanonicalRecord> preference(JsonView preference) {
    var draft = draft(preference, RecordKind.NOTICE, "user_preferences");
    Counterparty person =
        scene
            .participants()
            .counterparty(
                Addresses.take(preference, "wa_id"),
                preference.takeText("user_id"),
                preference.text("parent_user_id"));
    return told(draft, person, "user_preferences", preference.takeText("detail"), null);
  }

  /** A click that the platform tells without saying whose. */
  List<CanonicalRecord> action(JsonView action) {
    var draft = draft(action, RecordKind.NOTICE, "user_actions");
    String type = action.text("action_type");
    return told(draft, someone(action), type == null ? "user_actions" : type, null, null);
  }

  /** An event that the platform recognised by itself, such as a lead. */
  List<CanonicalRecord> automatic(JsonView event) {
    var draft = draft(event, RecordKind.NOTICE, "automatic_events");
    return told(draft, someone(event), "automatic_events", null, null);
  }

  /** A summary of the conversation, written by a machine for whoever takes over. */
  List<CanonicalRecord> summary(JsonView context) {
    var draft = draft(context, RecordKind.NOTICE, "conversation_context");
    return told(draft, someone(context), "conversation_context", summaryText(context), null);
  }

  static @Nullable String summaryText(@Nullable JsonView context) {
    JsonView summary = context == null ? null : context.object("summary");
    String text = summary == null ? null : summary.text("text");
    return text == null || text.isEmpty() ? null : text;
  }

  /** A contact that comes without anything said or done. */
  CanonicalRecord contact(Contact contact) {
    JsonView view = contact.view();
    var draft = draft(view, RecordKind.IDENTITY, "contacts");
    named(
        draft,
        Participants.party(contact.waId(), contact.userId(), contact.username(), contact.name()));
    draft.record.content(new Content.Notice("contact", null, Residue.take(view)));
    scene.raw(draft, null);
    return draft.finish(null).getFirst();
  }

  /** Of whom it is told, if anything of them is. */
  private static void named(Draft draft, Party party) {
    if (new Counterparty(party, null, null).isKnown()) {
      draft.record.sender(party);
    }
  }

  private Counterparty someone(JsonView event) {
    return scene
        .participants()
        .counterparty(
            Addresses.take(event, "wa_id"),
            event.takeText("user_id"),
            event.text("parent_user_id"));
  }

  private List<CanonicalRecord> told(
      Draft draft,
      Counterparty person,
      String type,
      @Nullable String text,
      @Nullable JsonView body) {
    scene.from(draft, person, null);
    if (draft.element.member("timestamp") != null) {
      draft.readTimestamp(draft.element);
    }
    draft.record.content(new Content.Notice(type, text, Residue.take(body)));
    scene.raw(draft, person.contact());
    return draft.finish(person);
  }

  private Draft draft(JsonView element, RecordKind kind, String array) {
    String domain = kind == RecordKind.IDENTITY ? "identity" : "notice";
    String id = scene.id(domain, scene.surroundings().place(), array, Draft.hash(element));
    return scene.draft(element, kind, id, null);
  }
}
