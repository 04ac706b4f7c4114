package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code groups[]}: who was in a group when, and what it was called. The
 * platform spells some types in two ways. Not thread-safe.
 */
final class GroupReader {
  /** Member that says who did it; it has been seen beside the groups. */
  static final String INITIATOR = "initiated_by";

  private final Scene scene;
  private final @Nullable String initiator;

  /**
   * A reader of the groups of one value.
   *
   * @param initiator who did it, where the value says it of all its groups
   */
  GroupReader(Scene scene, @Nullable String initiator) {
    this.scene = scene;
    this.initiator = initiator;
  }

  List<CanonicalRecord> read(JsonView group) {
    String type = group.text("type");
    String groupId = group.text("group_id");
    var draft = scene.draft(group, RecordKind.MEMBERSHIP, id(group, groupId, type), null);
    draft.readTimestamp(group);
    List<Party> members = members(group);
    String event = event(group, type, members);
    draft.record.content(
        new Content.Membership(event, actor(group, members), members, name(group, event), null));
    draft.record.conversation(scene.participants().conversation(groupId, null));
    if (groupId == null) {
      draft.record.warning("group-missing: the platform did not say which group it is");
    }
    if (initiator != null && group.member(INITIATOR) == null) {
      draft.outside(INITIATOR, initiator);
    }
    scene.raw(draft, null);
    return draft.finish(null);
  }

  /** Group, type, request or else the event itself, time. */
  private String id(JsonView group, @Nullable String groupId, @Nullable String type) {
    String request = group.text("request_id");
    String asked = request == null ? group.text("join_request_id") : request;
    String timestamp = group.text("timestamp");
    return scene.id(
        "group",
        groupId == null ? "" : groupId,
        type == null ? "" : type,
        asked == null ? Canonical.hash(group) : asked,
        timestamp == null ? "" : timestamp);
  }

  private @Nullable String initiator(JsonView group) {
    String by = group.text(INITIATOR);
    return by == null ? initiator : by;
  }

  private String event(JsonView group, @Nullable String type, List<Party> members) {
    boolean failed = has(group, "errors") || has(group, "failed_participants");
    boolean nobody = failed && members.isEmpty();
    return switch (type == null ? "" : type) {
      case "group_create" -> failed ? "create-failed" : "created";
      case "group_delete" -> failed ? "delete-failed" : "deleted";
      case "group_participants_add", "group_add_participants" ->
          nobody ? "add-failed" : byLink(group) ? "joined" : "added";
      case "group_participants_remove", "group_remove_participants" ->
          nobody ? "remove-failed" : left(group) ? "left" : "removed";
      case "group_join_request_created" -> "join-requested";
      case "group_join_request_revoked" -> "join-request-revoked";
      case "group_settings_update" -> settings(group, failed);
      case "group_suspend" -> "suspended";
      case "group_suspend_cleared" -> "suspension-cleared";
      case "" -> "unknown";
      default -> type == null ? "unknown" : type;
    };
  }

  /** Whether there is an array with anything in it. */
  private static boolean has(JsonView object, String name) {
    JsonView array = object.array(name);
    return array != null && !array.isHollow();
  }

  private static boolean byLink(JsonView group) {
    return "invite_link".equals(group.text("reason"));
  }

  private boolean left(JsonView group) {
    return "participant".equals(initiator(group));
  }

  /** The one thing that changed; more than one at a time are settings. What was refused did not. */
  private static String settings(JsonView group, boolean failed) {
    boolean subject = isMade(group, "group_subject", failed);
    boolean description = isMade(group, "group_description", failed);
    boolean icon = isMade(group, "profile_picture", failed);
    boolean refused =
        Stream.of("group_subject", "group_description", "profile_picture")
            .anyMatch(name -> group.object(name) != null);
    if (!subject && !description && !icon && (failed || refused)) {
      return "settings-failed";
    }
    if (subject && !description && !icon) {
      return "subject-changed";
    }
    if (description && !subject && !icon) {
      return "description-changed";
    }
    return icon && !subject && !description ? "icon-changed" : "settings-changed";
  }

  /** The name that the group has from now on, if this gives it one. */
  private static @Nullable String name(JsonView group, String event) {
    String subject = event.equals("create-failed") ? null : group.text("subject");
    JsonView changed = group.object("group_subject");
    if (subject == null
        && changed != null
        && isMade(group, "group_subject", has(group, "errors"))) {
      subject = changed.text("text");
    }
    return subject == null || subject.isEmpty() ? null : subject;
  }

  /**
   * Whether a setting was changed. The platform says so, or else leaves out errors.
   *
   * @param failed whether there are errors beside all settings
   */
  private static boolean isMade(JsonView group, String name, boolean failed) {
    JsonView change = group.object(name);
    if (change == null) {
      return false;
    }
    JsonView successful = change.member("update_successful");
    if (successful != null && isTruth(successful, JsonTape.TRUE, "true")) {
      return true;
    }
    if (successful != null && isTruth(successful, JsonTape.FALSE, "false")) {
      return false;
    }
    return !failed && !has(change, "errors");
  }

  private static boolean isTruth(JsonView view, int type, String word) {
    return view.tape().type(view.index()) == type || word.equals(view.text());
  }

  private List<Party> members(JsonView group) {
    var members = new ArrayList<Party>();
    for (String name : List.of("added_participants", "removed_participants", "participants")) {
      JsonView array = group.list(name);
      if (array != null) {
        array.elements(element -> member(members, element));
      }
    }
    if (members.isEmpty() && (group.text("wa_id") != null || group.text("user_id") != null)) {
      member(members, group);
    }
    return members;
  }

  /** What the firm typed ({@code input}) stands in for an address that the platform left out. */
  private void member(List<Party> members, JsonView element) {
    if (!element.isObject() && element.text() == null) {
      return;
    }
    String waId = element.isObject() ? element.text("wa_id") : element.text();
    String input = element.text("input");
    String id = waId == null ? input : waId;
    String userId = element.text("user_id");
    String parentUserId = element.text("parent_user_id");
    Party shown =
        id == null && userId == null && parentUserId == null
            ? Participants.nobody().party()
            : scene.participants().counterparty(id, userId, parentUserId).party();
    String username = element.text("username");
    if (shown.address() != null || shown.userId() != null || username != null) {
      members.add(
          new Party(
              shown.address(),
              shown.userId(),
              username == null || username.isEmpty() ? shown.username() : username,
              shown.name(),
              scene.isOwn(waId) ? Boolean.TRUE : null));
    }
  }

  /** Who did it, when the platform says so. */
  private @Nullable Party actor(JsonView group, List<Party> members) {
    String by = initiator(group);
    if ("business".equals(by)) {
      return scene.surroundings().self(null);
    }
    return "participant".equals(by) && members.size() == 1 ? members.getFirst() : null;
  }
}
