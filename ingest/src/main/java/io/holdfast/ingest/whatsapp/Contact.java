package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One element of {@code value.contacts[]}: what the platform knows of a counterparty. */
record Contact(
    JsonView view,
    @Nullable String waId,
    @Nullable String userId,
    @Nullable String name,
    @Nullable String username) {

  /** How the names of groups end. */
  static final String GROUP_HOST = "@g.us";

  static Contact of(JsonView view) {
    String waId = view.text("wa_id");
    String userId = view.text("user_id");
    if (Addresses.isUserId(waId)) {
      userId = userId == null ? waId : userId;
      waId = null;
    }
    JsonView profile = view.object("profile");
    return new Contact(
        view,
        waId,
        userId,
        profile == null ? null : profile.text("name"),
        profile == null ? null : profile.text("username"));
  }

  /** The one that a thread of the history is with: its context, or its id alone. */
  static @Nullable Contact ofThread(JsonView thread) {
    JsonView context = thread.object("context");
    if (context != null && !context.isHollow()) {
      Contact contact = of(context);
      String waId = contact.waId() == null ? thread.text("id") : contact.waId();
      boolean scoped = Addresses.isUserId(waId);
      return new Contact(
          context,
          scoped ? null : waId,
          contact.userId() == null && scoped ? waId : contact.userId(),
          contact.name() == null ? context.text("name") : contact.name(),
          contact.username() == null ? context.text("username") : contact.username());
    }
    JsonView id = thread.member("id");
    String text = id == null ? null : id.text();
    if (id == null || text == null || text.isEmpty()) {
      return null;
    }
    boolean scoped = Addresses.isUserId(text);
    return new Contact(id, scoped ? null : text, scoped ? text : null, null, null);
  }

  /** The user id that linked portfolios have in common. */
  @Nullable String parentUserId() {
    return view.isObject() ? view.text("parent_user_id") : null;
  }

  /** Whether one identifier is given on both sides, and one of those is the same. */
  boolean isSame(@Nullable String address, @Nullable String otherUserId) {
    return (userId != null && userId.equals(otherUserId)) || sameNumber(address);
  }

  /** Whether what can be compared says that it is somebody else. */
  boolean isOther(@Nullable String address, @Nullable String otherUserId) {
    return !isSame(address, otherUserId)
        && ((userId != null && otherUserId != null) || (isPhone(waId) && isPhone(address)));
  }

  /** Whether it is no person but a group, as the app itself names them. */
  boolean isGroup() {
    return waId != null && waId.endsWith(GROUP_HOST);
  }

  /** A thread may be named by what is no number, which tells nothing of who speaks in it. */
  private static boolean isPhone(@Nullable String id) {
    return id != null && Addresses.digits(id) != null;
  }

  /** Whether both have a number, and these are two. */
  boolean hasOtherNumber(@Nullable String address) {
    return isPhone(waId) && isPhone(address) && !sameNumber(address);
  }

  private boolean sameNumber(@Nullable String address) {
    String number = Addresses.comparable(waId);
    return waId != null
        && (waId.equals(address)
            || (number != null && number.equals(Addresses.comparable(address))));
  }

  /** Whether user ids, which both sides give, say that it is somebody else. */
  boolean hasOtherId(@Nullable String otherUserId, @Nullable String otherParentUserId) {
    String parent = parentUserId();
    return (userId != null && otherUserId != null && !userId.equals(otherUserId))
        || (parent != null && otherParentUserId != null && !parent.equals(otherParentUserId));
  }

  /** The members that a party does not show; {@code null} when it shows them all. */
  @Nullable ObjectNode beyond(Party party) {
    ObjectNode rest = RecordJson.mapper().createObjectNode();
    view.members(
        (key, value) -> {
          String member = JsonText.decode(key.tape(), key.index());
          if (!value.isNull() && !value.isHollow() && !shown(member, value, party)) {
            rest.set(member, Residue.whole(value));
          }
        });
    return rest.isEmpty() ? null : rest;
  }

  private static boolean shown(String member, JsonView value, Party party) {
    String text = value.text();
    if (text == null && !member.equals("profile")) {
      return false;
    }
    return switch (member) {
      case "wa_id" ->
          (Objects.equals(Addresses.of(text), party.address()) && Addresses.isShown(text))
              || Objects.equals(text, party.userId());
      case "user_id" -> Objects.equals(text, party.userId());
      case "username" -> Objects.equals(text, party.username());
      case "profile" -> {
        boolean[] all = {true};
        value.members(
            (key, leaf) -> {
              String name = JsonText.decode(key.tape(), key.index());
              String shown = leaf.text();
              all[0] &=
                  leaf.isNull()
                      || "".equals(shown)
                      || (shown != null && name.equals("name") && shown.equals(party.name()))
                      || (shown != null
                          && name.equals("username")
                          && shown.equals(party.username()));
            });
        yield all[0] && value.isObject();
      }
      default -> false;
    };
  }

  /** Safe to print: place only. */
  @Override
  public String toString() {
    return "Contact[" + view + "]";
  }
}
