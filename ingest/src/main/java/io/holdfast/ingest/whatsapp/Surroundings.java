package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.PhoneNumbers;
import io.holdfast.archive.record.RecordJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events of one change share: the account they belong to, the firm's own number, and the
 * pieces of the envelope without which a fragment cannot be understood. Not thread-safe.
 */
final class Surroundings {
  static final String CONNECTOR = "whatsapp-cloud";
  private static final int MAX_PIECE = 4 * 1024;
  private static final int MAX_ID = 256;

  private final @Nullable JsonView entryId;
  private final @Nullable JsonView entryTime;
  private final @Nullable JsonView fieldView;
  private final @Nullable JsonView metadata;
  private final @Nullable JsonView chunk;
  private final @Nullable JsonView thread;
  private final Map<Integer, Bytes> contexts = new HashMap<>();
  private final String account;
  private final @Nullable String channel;
  private final @Nullable String ownNumber;
  private @Nullable ObjectNode metadataRest;

  Surroundings(@Nullable JsonView entry, @Nullable JsonView change, @Nullable JsonView metadata) {
    this.entryId = piece(entry == null ? null : entry.member("id"));
    this.entryTime = piece(entry == null ? null : entry.member("time"));
    this.fieldView = piece(change == null ? null : change.member("field"));
    this.metadata = piece(metadata);
    this.chunk = null;
    this.thread = null;
    String number = id(this.metadata == null ? null : this.metadata.text("phone_number_id"));
    String entryText = id(entryId == null ? null : entryId.text());
    this.account = number != null ? number : entryText != null ? entryText : "unknown";
    this.channel = id(fieldView == null ? null : fieldView.text());
    this.ownNumber =
        Addresses.of(this.metadata == null ? null : id(this.metadata.text("display_phone_number")));
  }

  private Surroundings(Surroundings outer, @Nullable JsonView chunk, @Nullable JsonView thread) {
    this.entryId = outer.entryId;
    this.entryTime = outer.entryTime;
    this.fieldView = outer.fieldView;
    this.metadata = outer.metadata;
    this.account = outer.account;
    this.channel = outer.channel;
    this.ownNumber = outer.ownNumber;
    this.chunk = piece(chunk);
    this.thread = thread;
  }

  /** The same inside a chunk of the history with the given metadata. */
  Surroundings inChunk(@Nullable JsonView chunkMetadata) {
    return new Surroundings(this, chunkMetadata, null);
  }

  /** The same inside a thread of the history. */
  Surroundings inThread(JsonView itsThread) {
    return new Surroundings(this, chunk, itsThread);
  }

  /** Whether this is inside a thread of the history. */
  boolean isThread() {
    return thread != null;
  }

  /** phone_number_id; the entry's id where there is none; {@code unknown}. */
  String account() {
    return account;
  }

  /** The firm's number in E.164 where it is given. */
  @Nullable String ownNumber() {
    return ownNumber;
  }

  /** The field of the change. */
  @Nullable String channel() {
    return channel;
  }

  /** Whether an address is the firm's own number, in whatever form either is written. */
  boolean isOwn(@Nullable String from) {
    return ownNumber != null
        && from != null
        && PhoneNumbers.canonical(ownNumber).equals(Addresses.comparable(from));
  }

  /**
   * The members of the metadata that no record shows otherwise; {@code null} when there are none,
   * or when the event itself has them all.
   */
  @Nullable ObjectNode beyondMetadata() {
    if (metadata == null || metadata.taken()) {
      return null;
    }
    if (metadataRest == null) {
      metadataRest = beyond(metadata);
    }
    return metadataRest.isEmpty() ? null : metadataRest.deepCopy();
  }

  private ObjectNode beyond(JsonView metadata) {
    ObjectNode rest = RecordJson.mapper().createObjectNode();
    metadata.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          if (!value.isNull() && !value.isHollow() && !isShown(name, value.text())) {
            rest.set(name, Residue.whole(value));
          }
        });
    return rest;
  }

  private boolean isShown(String name, @Nullable String text) {
    return switch (name) {
      case "phone_number_id" -> account.equals(text);
      case "display_phone_number" ->
          text != null && Objects.equals(ownNumber, Addresses.of(text)) && Addresses.isShown(text);
      default -> false;
    };
  }

  /** The id of the thread of the history, when it is not what the one it is with is known by. */
  @Nullable ObjectNode beyondThread(Party with) {
    JsonView view = thread == null ? null : thread.member("id");
    String id = view == null ? null : view.text();
    if (view == null
        || id == null
        || id.isEmpty()
        || id.equals(with.userId())
        || (Addresses.isShown(id) && Objects.equals(Addresses.of(id), with.address()))) {
      return null;
    }
    ObjectNode rest = RecordJson.mapper().createObjectNode();
    rest.set("id", Residue.whole(view));
    JsonView context = thread == null ? null : thread.object("context");
    if (context != null && id.endsWith(Contact.GROUP_HOST)) {
      // of a group, not of who speaks in it
      rest.set("context", Residue.whole(context));
    }
    return rest;
  }

  /** Whether the value's metadata is kept beside each event. */
  boolean carries(JsonView piece) {
    return metadata != null && metadata.index() == piece.index();
  }

  /** Whether it is the field that every source names. */
  boolean isField(JsonView member) {
    return channel != null && fieldView != null && fieldView.index() == member.index();
  }

  Source source(@Nullable String eventId) {
    return new Source(CONNECTOR, channel, account, eventId, null, null);
  }

  /** The firm's own number as a party; an address that the event itself gives goes first. */
  Party self(@Nullable String address) {
    return new Party(address == null ? ownNumber : address, null, null, null, true);
  }

  /** What names an event that has no id of its own, beside its bytes. */
  String place() {
    return text(entryId) + "/" + text(entryTime);
  }

  /**
   * A JSON object of the exact bytes of field, metadata and contact, or chunk and thread.
   *
   * @param contact of the event, if there is one
   */
  Bytes context(@Nullable Contact contact) {
    return contexts.computeIfAbsent(
        contact == null ? -1 : contact.view().index(), index -> assemble(contact, null));
  }

  /** As {@link #context}, for the value of a member that is no event array. */
  Bytes contextOfMember(String member) {
    return assemble(null, member);
  }

  private Bytes assemble(@Nullable Contact contact, @Nullable String member) {
    var out = new ByteArrayOutputStream(256);
    var entry = new ByteArrayOutputStream(64);
    put(entry, "id", entryId);
    put(entry, "time", entryTime);
    if (entry.size() > 0) {
      name(out, "entry");
      out.writeBytes(entry.toByteArray());
      out.write('}');
    }
    put(out, "field", fieldView);
    if (member != null && member.length() <= MAX_ID) {
      name(out, "member");
      out.writeBytes(Residue.quoted(member));
    }
    put(out, "metadata", metadata);
    put(out, "history", chunk);
    if (thread != null) {
      name(out, "thread");
      thread(out, thread);
    } else if (contact != null) {
      name(out, "contacts");
      out.write('[');
      write(out, contact.view());
      out.write(']');
    }
    if (out.size() == 0) {
      out.write('{');
    }
    out.write('}');
    return Bytes.wrap(out.toByteArray());
  }

  private static void thread(ByteArrayOutputStream out, JsonView thread) {
    var inside = new ByteArrayOutputStream(128);
    put(inside, "id", piece(thread.member("id")));
    put(inside, "context", piece(thread.member("context")));
    if (inside.size() == 0) {
      inside.write('{');
    }
    out.writeBytes(inside.toByteArray());
    out.write('}');
  }

  private static void put(ByteArrayOutputStream out, String name, @Nullable JsonView value) {
    if (value != null) {
      name(out, name);
      write(out, value);
    }
  }

  private static void name(ByteArrayOutputStream out, String name) {
    out.write(out.size() == 0 ? '{' : ',');
    out.writeBytes(("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(ByteArrayOutputStream out, JsonView value) {
    out.write(value.tape().bytes, value.start(), value.end() - value.start());
  }

  private static @Nullable JsonView piece(@Nullable JsonView view) {
    return view == null || view.end() - view.start() > MAX_PIECE ? null : view;
  }

  private static @Nullable String id(@Nullable String text) {
    return text == null || text.isEmpty() || text.length() > MAX_ID ? null : text;
  }

  private static String text(@Nullable JsonView view) {
    String text = view == null ? null : view.text();
    return text == null ? "" : text;
  }
}
