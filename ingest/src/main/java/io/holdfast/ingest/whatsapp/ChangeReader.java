package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a change whose value is itself the event: what happened to the account, its templates, its
 * names and its settings, and who took over a conversation. Not thread-safe.
 */
final class ChangeReader {
  private static final String HANDOVERS = "messaging_handovers";
  private static final Set<String> FIELDS =
      Set.of(
          "account_alerts",
          "account_review_update",
          "account_settings_update",
          "account_update",
          "business_capability_update",
          "business_username_update",
          "business_username_updates",
          "flows",
          "message_template_components_update",
          "message_template_quality_update",
          "message_template_status_update",
          "partner_solutions",
          "payment_configuration_update",
          "phone_number_name_update",
          "phone_number_quality_update",
          "security",
          "template_category_update",
          "template_correct_category_detection");

  private final Scene scene;
  private final JsonView change;
  private final JsonView value;
  private final @Nullable JsonView entryTime;

  ChangeReader(Scene scene, @Nullable JsonView entry, JsonView change, JsonView value) {
    this.scene = scene;
    this.change = change;
    this.value = value;
    this.entryTime = entry == null ? null : entry.member("time");
  }

  /** Whether the value of a field is itself an event. */
  static boolean reads(@Nullable String field) {
    return field != null && (FIELDS.contains(field) || field.equals(HANDOVERS));
  }

  List<CanonicalRecord> read(String field) {
    String id = scene.id("notice", scene.surroundings().place(), Draft.hash(change));
    var draft = scene.draft(change, RecordKind.NOTICE, id, null);
    take(change.member("field"));
    if (value.member("timestamp") != null) {
      draft.readTimestamp(value);
    } else if (entryTime != null) {
      draft.readTime(entryTime);
    }
    Counterparty other = Participants.nobody();
    if (field.equals(HANDOVERS)) {
      other = handover(draft);
    } else {
      draft.record.content(new Content.Notice(field, null, Residue.take(value)));
      if (field.equals("account_update")) {
        account(draft);
      }
    }
    // the body of the notice has them
    take(value.object("metadata"));
    take(value.object("recipient"));
    scene.raw(draft, other.contact());
    return draft.finish(other);
  }

  /** Another responder holds the conversation: what is said there may come elsewhere, or not. */
  private Counterparty handover(Draft draft) {
    Counterparty person = sender(value.object("sender"));
    scene.from(draft, person, null);
    String type = value.text("type");
    JsonView passed = type == null ? null : value.object(type);
    JsonView context = passed == null ? null : passed.object("conversation_context");
    String text =
        PersonReader.summaryText(context == null ? value.object("conversation_context") : context);
    draft.record.content(
        new Content.Notice(type == null ? HANDOVERS : type, text, Residue.take(value)));
    draft.gap(
        new Content.Gap(
            "messaging-handover",
            null,
            null,
            "Another responder took or gave control of the conversation; what is said under its"
                + " control comes only on the field standby."));
    return person;
  }

  /** Whose conversation it is: whoever is named as the sender, else the only contact. */
  private Counterparty sender(@Nullable JsonView sender) {
    var people = scene.participants();
    if (sender == null) {
      return people.counterparty(null, null, null);
    }
    String phone = sender.text("phone_number");
    return people.counterparty(
        phone == null ? sender.text("wa_id") : phone,
        sender.text("user_id"),
        sender.text("parent_user_id"));
  }

  private void account(Draft draft) {
    String event = value.text("event");
    Instant at = draft.sentAt();
    switch (event == null ? "" : event.toUpperCase(Locale.ROOT)) {
      case "PARTNER_REMOVED", "PARTNER_APP_UNINSTALLED" ->
          draft.gap(
              new Content.Gap(
                  "partner-removed", at, null, "The number was disconnected" + why() + "."));
      case "ACCOUNT_OFFBOARDED" ->
          draft.gap(
              new Content.Gap(
                  "account-offboarded",
                  at,
                  null,
                  "The account left the platform; nothing is captured from here on."));
      case "ACCOUNT_DELETED" ->
          draft.gap(
              new Content.Gap(
                  "account-deleted",
                  at,
                  null,
                  "The account was deleted; nothing is captured from here on."));
      case "DISABLED_UPDATE" -> disabled(draft, at);
      case "ACCOUNT_RECONNECTED" ->
          draft.gap(
              new Content.Gap(
                  "account-reconnected",
                  null,
                  at,
                  "The account was connected again; what was said before is missing."));
      default -> {}
    }
    String phone = value.text("phone_number");
    if (phone != null) {
      draft.record.recipient(new Party(Addresses.of(phone), null, null, null, true));
    }
  }

  /** Only the ban itself ends the capture, not its announcement nor its end. */
  private void disabled(Draft draft, @Nullable Instant at) {
    JsonView ban = value.object("ban_info");
    String state = ban == null ? null : ban.text("waba_ban_state");
    if ("DISABLE".equalsIgnoreCase(state)) {
      draft.gap(
          new Content.Gap(
              "account-disabled",
              at,
              null,
              "The platform disabled the account; nothing is captured while it is."));
    }
  }

  private String why() {
    JsonView info = value.object("disconnection_info");
    String reason = info == null ? null : info.text("reason");
    return reason == null ? "" : " (" + reason + ")";
  }

  private static void take(@Nullable JsonView view) {
    if (view != null) {
      view.take();
    }
  }
}
