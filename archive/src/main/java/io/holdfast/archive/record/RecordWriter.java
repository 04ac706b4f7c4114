package io.holdfast.archive.record;

import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes records member by member: byte for byte what {@link RecordJson#mapper()} writes, many
 * times faster. What is rare is left to the mapper. Not thread-safe.
 */
final class RecordWriter {
  private static final byte[] V = JsonBytes.name("v");
  private static final byte[] ID = JsonBytes.name("id");
  private static final byte[] VERSION = JsonBytes.name("version");
  private static final byte[] ORDINAL = JsonBytes.name("ordinal");
  private static final byte[] KIND = JsonBytes.name("kind");
  private static final byte[] SOURCE = JsonBytes.name("source");
  private static final byte[] CONNECTOR = JsonBytes.name("connector");
  private static final byte[] CHANNEL = JsonBytes.name("channel");
  private static final byte[] ACCOUNT = JsonBytes.name("account");
  private static final byte[] EVENT_ID = JsonBytes.name("eventId");
  private static final byte[] DELIVERY = JsonBytes.name("delivery");
  private static final byte[] POSITION = JsonBytes.name("position");
  private static final byte[] LINE = JsonBytes.name("line");
  private static final byte[] BYTE = JsonBytes.name("byte");
  private static final byte[] LENGTH = JsonBytes.name("length");
  private static final byte[] CONVERSATION = JsonBytes.name("conversation");
  private static final byte[] TYPE = JsonBytes.name("type");
  private static final byte[] NAME = JsonBytes.name("name");
  private static final byte[] SENT_AT = JsonBytes.name("sentAt");
  private static final byte[] SENT_AT_LOCAL = JsonBytes.name("sentAtLocal");
  private static final byte[] ZONE = JsonBytes.name("zone");
  private static final byte[] SENT_AT_ALTERNATIVE = JsonBytes.name("sentAtAlternative");
  private static final byte[] CONFIDENCE = JsonBytes.name("confidence");
  private static final byte[] DATE_ORDER = JsonBytes.name("dateOrder");
  private static final byte[] BOUNDARY = JsonBytes.name("boundary");
  private static final byte[] EMBEDDED_HEADERS = JsonBytes.name("embeddedHeaders");
  private static final byte[] PRECISION = JsonBytes.name("precision");
  private static final byte[] CAPTURED_AT = JsonBytes.name("capturedAt");
  private static final byte[] DIRECTION = JsonBytes.name("direction");
  private static final byte[] SENDER = JsonBytes.name("sender");
  private static final byte[] RECIPIENTS = JsonBytes.name("recipients");
  private static final byte[] ADDRESS = JsonBytes.name("address");
  private static final byte[] USER_ID = JsonBytes.name("userId");
  private static final byte[] USERNAME = JsonBytes.name("username");
  private static final byte[] SELF = JsonBytes.name("self");
  private static final byte[] CONTENT = JsonBytes.name("content");
  private static final byte[] TEXT = JsonBytes.name("text");
  private static final byte[] EDITED = JsonBytes.name("edited");
  private static final byte[] TEXT_TYPE = JsonBytes.ascii("\"text\"");
  private static final byte[] ATTACHMENTS = JsonBytes.name("attachments");
  private static final byte[] CONTEXT = JsonBytes.name("context");
  private static final byte[] REPLY_TO = JsonBytes.name("replyTo");
  private static final byte[] RECORD_ID = JsonBytes.name("recordId");
  private static final byte[] FORWARDED = JsonBytes.name("forwarded");
  private static final byte[] FREQUENTLY_FORWARDED = JsonBytes.name("frequentlyForwarded");
  private static final byte[] MENTIONS = JsonBytes.name("mentions");
  private static final byte[] REFERRAL = JsonBytes.name("referral");
  private static final byte[] VIEW_ONCE = JsonBytes.name("viewOnce");
  private static final byte[] TARGET = JsonBytes.name("target");
  private static final byte[] RAW = JsonBytes.name("raw");
  private static final byte[] RAW_CONTEXT = JsonBytes.name("rawContext");
  private static final byte[] EXTRA = JsonBytes.name("extra");
  private static final byte[] WARNINGS = JsonBytes.name("warnings");

  private final JsonBytes out;
  private final Again conversations;
  private final Again confidences;
  private final Again senders;
  private final Again sources;
  private final Again zones;
  private final Again precisions;
  private final Again directions;

  /**
   * A writer.
   *
   * @param slots how many values of a kind it remembers, a power of two: 1 for a single record
   */
  RecordWriter(JsonBytes out, int slots) {
    this.out = out;
    conversations = new Again(slots);
    confidences = new Again(slots);
    senders = new Again(slots);
    sources = new Again(slots);
    zones = new Again(slots);
    precisions = new Again(slots);
    directions = new Again(slots);
  }

  /** What was written of a few values: neighbours often share them, and then share the object. */
  private static final class Again {
    private final @Nullable Object[] values;
    private final byte[][] written;

    Again(int slots) {
      values = new Object[slots];
      written = new byte[slots][];
    }

    byte @Nullable [] of(Object value) {
      int slot = System.identityHashCode(value) & (values.length - 1);
      return values[slot] == value ? written[slot] : null;
    }

    void keep(Object value, byte[] bytes) {
      int slot = System.identityHashCode(value) & (values.length - 1);
      values[slot] = value;
      written[slot] = bytes;
    }
  }

  /** One record as an object. */
  void write(CanonicalRecord record) {
    out.begin('{');
    out.number(V, record.formatVersion());
    out.text(ID, record.id());
    out.number(VERSION, record.version());
    out.number(ORDINAL, record.ordinal());
    out.text(KIND, record.kind().code());
    source(record.source());
    conversation(record.conversation());
    when(record);
    text(directions, DIRECTION, record.direction());
    sender(record.sender());
    if (!record.recipients().isEmpty()) {
      out.openArray(RECIPIENTS);
      record.recipients().forEach(this::party);
      out.close(']');
    }
    content(record.content());
    values(ATTACHMENTS, record.attachments());
    context(record.context());
    target(record.target());
    base64(RAW, record.raw());
    base64(RAW_CONTEXT, record.rawContext());
    tree(EXTRA, record.extra());
    texts(WARNINGS, record.warnings());
    out.close('}');
  }

  /** A text of which a source has few. */
  private void text(Again again, byte[] name, @Nullable String value) {
    if (value == null) {
      return;
    }
    byte[] written = again.of(value);
    if (written != null) {
      out.again(written);
      return;
    }
    int from = out.size();
    out.text(name, value);
    again.keep(value, out.since(from));
  }

  private void source(Source source) {
    out.open(SOURCE);
    out.text(CONNECTOR, source.connector());
    text(sources, CHANNEL, source.channel());
    out.text(ACCOUNT, source.account());
    out.text(EVENT_ID, source.eventId());
    out.text(DELIVERY, source.delivery());
    if (source.position() != null) {
      out.open(POSITION);
      out.number(LINE, source.position().line());
      out.number(BYTE, source.position().offset());
      out.number(LENGTH, source.position().length());
      out.close('}');
    }
    out.close('}');
  }

  private void conversation(@Nullable Conversation conversation) {
    if (conversation == null) {
      return;
    }
    byte[] written = conversations.of(conversation);
    if (written != null) {
      out.again(written);
      return;
    }
    int from = out.size();
    out.open(CONVERSATION);
    out.text(ID, conversation.id());
    out.text(TYPE, conversation.type());
    out.text(NAME, conversation.name());
    out.close('}');
    conversations.keep(conversation, out.since(from));
  }

  private void when(CanonicalRecord record) {
    out.time(SENT_AT, record.sentAt());
    out.text(SENT_AT_LOCAL, record.sentAtLocal());
    text(zones, ZONE, record.zone());
    out.text(SENT_AT_ALTERNATIVE, record.sentAtAlternative());
    confidence(record.confidence());
    text(precisions, PRECISION, record.precision());
    out.time(CAPTURED_AT, record.capturedAt());
  }

  private void confidence(@Nullable Confidence confidence) {
    if (confidence == null) {
      return;
    }
    byte[] written = confidences.of(confidence);
    if (written != null) {
      out.again(written);
      return;
    }
    int from = out.size();
    out.open(CONFIDENCE);
    out.text(DATE_ORDER, confidence.dateOrder());
    out.text(BOUNDARY, confidence.boundary());
    out.number(EMBEDDED_HEADERS, confidence.embeddedHeaders());
    out.close('}');
    confidences.keep(confidence, out.since(from));
  }

  private void sender(@Nullable Party sender) {
    if (sender == null) {
      return;
    }
    byte[] written = senders.of(sender);
    if (written != null) {
      out.again(written);
      return;
    }
    int from = out.size();
    party(SENDER, sender);
    senders.keep(sender, out.since(from));
  }

  private void party(byte[] name, @Nullable Party party) {
    if (party != null) {
      out.open(name);
      members(party);
    }
  }

  private void party(Party party) {
    out.begin('{');
    members(party);
  }

  private void members(Party party) {
    out.text(ADDRESS, party.address());
    out.text(USER_ID, party.userId());
    out.text(USERNAME, party.username());
    out.text(NAME, party.name());
    out.truth(SELF, party.self());
    out.close('}');
  }

  private void content(@Nullable Content content) {
    switch (content) {
      case null -> {
        // a record without content has no such member
      }
      case Content.Text text -> {
        out.open(CONTENT);
        out.text(TEXT, text.text());
        out.truth(EDITED, text.edited());
        out.raw(TYPE, TEXT_TYPE);
        out.close('}');
      }
      case Content.Media media -> {
        out.open(CONTENT);
        out.text(TYPE, media.type());
        out.text(TEXT, media.text());
        out.truth(EDITED, media.edited());
        out.close('}');
      }
      default -> out.raw(CONTENT, RecordJson.mapper().writeValueAsBytes(content));
    }
  }

  private void context(@Nullable Context context) {
    if (context == null) {
      return;
    }
    out.open(CONTEXT);
    ReplyTo reply = context.replyTo();
    if (reply != null) {
      out.open(REPLY_TO);
      out.text(EVENT_ID, reply.eventId());
      out.text(RECORD_ID, reply.recordId());
      party(SENDER, reply.sender());
      out.close('}');
    }
    out.truth(FORWARDED, context.forwarded());
    out.truth(FREQUENTLY_FORWARDED, context.frequentlyForwarded());
    texts(MENTIONS, context.mentions());
    tree(REFERRAL, context.referral());
    out.truth(VIEW_ONCE, context.viewOnce());
    out.close('}');
  }

  private void target(@Nullable Target target) {
    if (target != null) {
      out.open(TARGET);
      out.text(EVENT_ID, target.eventId());
      out.text(RECORD_ID, target.recordId());
      out.close('}');
    }
  }

  private void base64(byte[] name, io.holdfast.archive.@Nullable Bytes bytes) {
    if (bytes != null && !bytes.isEmpty()) {
      byte[] encoded = Base64.getEncoder().encode(bytes.toArray());
      byte[] quoted = new byte[encoded.length + 2];
      System.arraycopy(encoded, 0, quoted, 1, encoded.length);
      quoted[0] = '"';
      quoted[quoted.length - 1] = '"';
      out.raw(name, quoted);
    }
  }

  private void tree(byte[] name, @Nullable JsonNode tree) {
    if (tree != null && !(tree.isContainer() && tree.isEmpty())) {
      out.raw(name, RecordJson.mapper().writeValueAsBytes(tree));
    }
  }

  private void values(byte[] name, List<?> values) {
    if (!values.isEmpty()) {
      out.openArray(name);
      values.forEach(value -> out.raw(RecordJson.mapper().writeValueAsBytes(value)));
      out.close(']');
    }
  }

  private void texts(byte[] name, List<String> texts) {
    if (!texts.isEmpty()) {
      out.openArray(name);
      texts.forEach(out::element);
      out.close(']');
    }
  }
}
