package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code messages[]} or {@code message_echoes[]}, wherever it stands. Not
 * thread-safe.
 */
final class MessageReader {
  /** Fields that carry what the firm itself said. */
  private static final Set<String> ECHOING =
      Set.of("history", "smb_message_echoes", "message_echoes");

  private final Scene scene;

  MessageReader(Scene scene) {
    this.scene = scene;
  }

  /**
   * The message, and the gap beside it when the platform keeps the content to itself.
   *
   * @param echo whether the firm sent it
   */
  List<CanonicalRecord> read(JsonView message, boolean echo) {
    JsonView said = echo ? asSentByApi(message) : message;
    String type = said.text("type");
    String form = type == null ? Form.inferred(said) : Form.named(type);
    Form known = Form.of(form);
    boolean withheld = known == null && isWithheld(said, type);
    if (withheld) {
      form = "unsupported";
      known = Form.of(form);
    }
    RecordKind kind = known == null ? RecordKind.UNRECOGNISED : known.kind();
    String wamid = message.takeText("id");
    String id = Draft.messageId(scene.identity(), scene.surroundings().account(), wamid, message);
    Draft draft = scene.draft(message, kind, id, wamid);
    Counterparty other = readParties(draft, said, echo);
    draft.readTimestamp(message);
    if (known == null || form == null) {
      unrecognised(draft, said, type);
    } else {
      if (form.equals(type) && Form.isShown(form)) {
        said.takeText("type");
      } else if (withheld) {
        draft.record.warning("type-inferred: the message has errors in the place of a body");
      } else if (type == null) {
        draft.record.warning("type-inferred: the message names no type but has a body of " + form);
      }
      known.reader().read(draft, form, said);
    }
    readContext(draft, said, other);
    PointingBodies.errors(draft, message);
    if (isOfPlaceholder(wamid, said)) {
      // what the history left out comes once more under its own id
      draft.record.version(2);
    }
    scene.raw(draft, other.contact());
    return draft.finish(other);
  }

  /**
   * Media of the history: a chunk has a placeholder in a thread, and the same message comes again
   * outside of any thread with what it was.
   */
  private boolean isOfPlaceholder(@Nullable String wamid, JsonView said) {
    return wamid != null
        && "history".equals(scene.surroundings().channel())
        && !scene.surroundings().isThread()
        && Form.isMedia(Form.named(Objects.requireNonNullElse(said.text("type"), "")));
  }

  /** An echo of the firm's own API call has the whole call, address included, one level deeper. */
  private static JsonView asSentByApi(JsonView echo) {
    JsonView call = echo.object("message");
    if (call == null || echo.text("type") != null) {
      return echo;
    }
    boolean inside =
        call.text("type") != null || (Form.inferred(call) != null && Form.inferred(echo) == null);
    return inside ? call : echo;
  }

  /** Whether the platform says nothing but that it cannot say what was said. */
  private static boolean isWithheld(JsonView said, @Nullable String type) {
    JsonView errors = said.list("errors");
    return errors != null
        && !errors.isHollow()
        && !Form.hasBody(said)
        && (type == null || said.member(type) == null);
  }

  private static void unrecognised(Draft draft, JsonView said, @Nullable String type) {
    String reason =
        type == null || type.isEmpty() ? "message-without-type" : "message-type-unknown";
    JsonView body = type == null ? null : said.object(type);
    if (body != null && body.text("id") != null && body.text("mime_type") != null) {
      // a file of a kind that is not known can be fetched as long as any other
      PlainBodies.file(draft, body);
    }
    long size = draft.element.end() - (long) draft.element.start();
    draft.record.content(new Content.Unrecognised(reason, size));
  }

  private Counterparty readParties(Draft draft, JsonView said, boolean echo) {
    JsonView message = draft.element;
    String from = Addresses.take(message, "from");
    boolean outbound = (echo && !isToFirm(said, from)) || isOfFirm(said, from);
    // a group's id stays in extra: the record has only its hash
    boolean toGroup = outbound && "group".equals(said.text("recipient_type"));
    String groupId = toGroup ? said.text("to") : message.text("group_id");
    Counterparty other =
        toGroup
            ? Participants.nobody()
            : counterparty(outbound ? said : message, outbound, from, message);
    Party self = scene.surroundings().self(outbound ? Addresses.of(from) : null);
    boolean known = other.isKnown();
    draft.record.direction(outbound ? "outbound" : "inbound");
    if (outbound) {
      draft.record.sender(self);
    } else if (known) {
      draft.record.sender(other.party());
    } else {
      draft.record.warning("sender-missing: the platform did not say who sent it");
    }
    if (!outbound) {
      draft.record.recipient(self);
    } else if (known) {
      draft.record.recipient(other.party());
    } else if (groupId == null) {
      draft.record.warning("recipient-missing: the platform did not say to whom it went");
    }
    draft.record.conversation(scene.participants().conversation(groupId, other));
    return other;
  }

  /**
   * Whether the firm sent what is not called an echo. What the firm sends never stands among live
   * messages, so its number as the sender is not enough there: it has to be addressed as well.
   */
  private boolean isOfFirm(JsonView said, @Nullable String from) {
    String to = said.text("to");
    String toUserId = said.text("to_user_id");
    var around = scene.surroundings();
    if (around.isThread()) {
      return scene.isOwn(from) || (!scene.isOwn(to) && isOfFirmInThread(said, from));
    }
    return scene.isOwn(from)
        && (ECHOING.contains(Objects.requireNonNullElse(around.channel(), ""))
            || to != null
            || toUserId != null);
  }

  /** The firm's own number may be missing, or be written with other digits. */
  private boolean isOfFirmInThread(JsonView said, @Nullable String from) {
    var people = scene.participants();
    String fromUserId = said.text("from_user_id");
    // only customers have user ids, and they get another with another number
    boolean byNumber = from != null && fromUserId == null && !Addresses.isUserId(from);
    if (byNumber && people.isNotOfThread(from, null)) {
      return true;
    }
    String to = said.text("to");
    boolean toGroup = to != null && to.endsWith(Contact.GROUP_HOST);
    return !toGroup
        && (byNumber || (from == null && fromUserId == null))
        && !people.isOfThread(from, null)
        && people.isOfThread(to, said.text("to_user_id"));
  }

  /** What goes to the firm's number from another is not the firm's, whatever it is called. */
  private boolean isToFirm(JsonView said, @Nullable String from) {
    return from != null && !scene.isOwn(from) && scene.isOwn(said.text("to"));
  }

  private Counterparty counterparty(
      JsonView event, boolean outbound, @Nullable String from, JsonView around) {
    var people = scene.participants();
    if (outbound) {
      return addressee(event, around);
    }
    String fromUserId = event.takeText("from_user_id");
    String parentUserId = event.text("from_parent_user_id");
    JsonView system = "system".equals(event.text("type")) ? event.object("system") : null;
    return system != null && from == null && fromUserId == null
        ? changed(system, parentUserId)
        : people.counterparty(from, fromUserId, parentUserId);
  }

  /** To whom it went, as the call says or, when it does not, the echo around it. */
  private Counterparty addressee(JsonView said, JsonView echo) {
    String to = Addresses.take(said, "to");
    String userId = said.takeText("to_user_id");
    JsonView names = said;
    if (to == null && userId == null) {
      // a call of the API names somebody without a number in a member of its own
      userId = Addresses.take(said, "recipient");
      if (userId == null) {
        names = echo;
        to = Addresses.take(echo, "to");
        userId = echo.takeText("to_user_id");
      }
    }
    if (to == null && !Addresses.isUserId(userId) && Addresses.comparable(userId) != null) {
      to = userId;
      userId = null;
    }
    return scene.participants().counterparty(to, userId, names.text("to_parent_user_id"));
  }

  /** Of whom a change is told that names nobody outside of it: by what they were known before. */
  private Counterparty changed(JsonView system, @Nullable String parentUserId) {
    var people = scene.participants();
    String previous = system.text("previous_user_id");
    return previous == null
        ? people.counterparty(system.text("wa_id"), system.text("user_id"), parentUserId)
        : people.counterparty(null, previous, parentUserId);
  }

  private void readContext(Draft draft, JsonView message, Counterparty other) {
    JsonView context = message.object("context");
    var referral = Residue.take(message.object("referral"));
    if (context == null) {
      if (referral != null) {
        draft.record.context(new Context(null, null, null, List.of(), referral, null));
      }
      return;
    }
    ReplyTo reply = reply(draft, context, other);
    Boolean forwarded = context.takeBoolean("forwarded");
    Boolean frequently = context.takeBoolean("frequently_forwarded");
    List<String> mentions = mentions(context);
    boolean empty =
        reply == null
            && forwarded == null
            && frequently == null
            && mentions.isEmpty()
            && referral == null;
    if (!empty) {
      draft.record.context(new Context(reply, forwarded, frequently, mentions, referral, null));
    }
  }

  private @Nullable ReplyTo reply(Draft draft, JsonView context, Counterparty other) {
    String id = context.takeText("id");
    String wamid = id == null ? context.takeText("message_id") : id;
    String from = Addresses.take(context, "from");
    boolean own = scene.isOwn(from);
    // beside the firm's own number the user id has been somebody else's: it stays in extra
    String userId = own ? null : context.takeText("from_user_id");
    if (wamid == null && from == null && userId == null) {
      return null;
    }
    Party author = null;
    String address = Addresses.of(from);
    if (address != null || userId != null) {
      boolean counterpart = !own && address != null && address.equals(other.party().address());
      String name = counterpart ? other.party().name() : null;
      author = new Party(address, userId, null, name, own ? true : null);
    }
    return new ReplyTo(wamid, wamid == null ? null : draft.recordId(wamid), author);
  }

  private static List<String> mentions(JsonView context) {
    JsonView array = context.array("mentions");
    if (array == null) {
      return List.of();
    }
    var mentions = new ArrayList<String>();
    array.elements(
        mention -> {
          String text = mention.text();
          if (text != null && !text.isEmpty()) {
            mention.take();
            mentions.add(text);
          }
        });
    return mentions;
  }
}
