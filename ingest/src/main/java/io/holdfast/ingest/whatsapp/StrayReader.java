package io.holdfast.ingest.whatsapp;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the platform said where it does not stand in the envelope of the platform: an entry, a
 * change or a value alone, as an installation on premises and samples have it, or a delivery inside
 * of what somebody who passes it on put around it. What looks like the platform's but may be
 * another's is left alone. Not thread-safe.
 */
final class StrayReader {
  /** How far inside of something else a delivery is looked for. */
  private static final int DEPTH = 2;

  private static final String WARNING =
      "envelope-unusual: the events came without the platform's envelope, or inside of another";

  /** All that an installation on premises sends; other gateways have more around alike messages. */
  private static final Set<String> ON_PREMISES = Set.of("contacts", "messages", "statuses");

  /** What the platform never says of a message, and other gateways do. */
  private static final Set<String> OF_OTHERS = Set.of("from_me", "fromMe", "chat_id", "chatId");

  private enum Shape {
    DELIVERY,
    ENTRY,
    CHANGE,
    VALUE,
    WRAPPED,
    NONE
  }

  private final Reading reading;
  private final EnvelopeReader envelope;

  StrayReader(Reading reading, EnvelopeReader envelope) {
    this.reading = reading;
    this.envelope = envelope;
  }

  /** Reads a body that is no delivery; false when there is nothing of the platform in it. */
  boolean read(JsonView root) {
    Shape shape = isOnPremises(root) ? Shape.VALUE : shape(root, DEPTH);
    if (shape == Shape.NONE) {
      return false;
    }
    reading.warning(WARNING);
    read(root, shape, DEPTH);
    return true;
  }

  private void read(JsonView view, Shape shape, int depth) {
    switch (shape) {
      case DELIVERY -> envelope.read(view);
      case ENTRY -> envelope.entry(view);
      case CHANGE -> envelope.change(null, view);
      case VALUE -> envelope.value(view);
      case WRAPPED -> inside(view, depth - 1);
      case NONE -> {}
    }
  }

  private void inside(JsonView view, int depth) {
    var outside = new Surroundings(null, null, null);
    if (view.isArray()) {
      view.elements(
          element -> {
            Shape shape = shape(element, depth);
            read(element, shape, depth);
            if (shape == Shape.NONE && !element.isNull() && !element.isHollow()) {
              reading.unrecognised(element, "element-unknown", outside, null);
            }
          });
      return;
    }
    view.members(
        (key, member) -> {
          Shape shape = shape(member, depth);
          read(member, shape, depth);
          if (shape == Shape.NONE) {
            String name = JsonText.decode(key.tape(), key.index());
            envelope.left(member, "member-unknown", outside, name);
          }
        });
  }

  private static Shape shape(JsonView view, int depth) {
    if (view.isObject()) {
      if (isDelivery(view)) {
        return Shape.DELIVERY;
      }
      if (isEntry(view)) {
        return Shape.ENTRY;
      }
      if (isChange(view)) {
        return Shape.CHANGE;
      }
      if (isValue(view)) {
        return Shape.VALUE;
      }
    }
    return depth > 0 && holds(view, depth - 1) ? Shape.WRAPPED : Shape.NONE;
  }

  private static boolean holds(JsonView view, int depth) {
    boolean[] found = {false};
    if (view.isArray()) {
      view.elements(element -> found[0] = found[0] || shape(element, depth) != Shape.NONE);
    } else {
      view.members(
          (key, member) ->
              found[0] =
                  found[0]
                      || ((member.isObject() || member.isArray())
                          && shape(member, depth) != Shape.NONE));
    }
    return found[0];
  }

  private static boolean isDelivery(JsonView view) {
    JsonView entries = view.array("entry");
    return entries != null
        && (EnvelopeReader.OBJECT.equals(view.text("object"))
            || any(entries, StrayReader::isEntry));
  }

  private static boolean isEntry(JsonView view) {
    JsonView changes = view.array("changes");
    return changes != null && any(changes, StrayReader::isChange);
  }

  private static boolean isChange(JsonView view) {
    JsonView value = view.object("value");
    return value != null
        && (isOfPlatform(value)
            || ChangeReader.reads(view.text("field"))
            || any(value.list("messages"), StrayReader::isOfUser)
            || any(value.list("statuses"), StrayReader::isProgress));
  }

  /** A value alone has to say whose it is, and something that is no answer to who sends. */
  private static boolean isValue(JsonView view) {
    return isOfPlatform(view) && ValueReader.tells(view) && !isAnswer(view.list("messages"));
  }

  private static boolean isOfPlatform(JsonView value) {
    return "whatsapp".equals(value.text("messaging_product"))
        || isNumber(value.object("metadata"))
        || isNumber(value.object("recipient"));
  }

  private static boolean isNumber(@Nullable JsonView metadata) {
    return metadata != null && metadata.text("phone_number_id") != null;
  }

  /** The platform answers to who sends with messages that have ids and nothing else. */
  private static boolean isAnswer(@Nullable JsonView messages) {
    return messages != null && !any(messages, StrayReader::isSaid);
  }

  private static boolean isSaid(JsonView message) {
    return message.text("from") != null
        || message.text("from_user_id") != null
        || message.text("type") != null;
  }

  private static boolean isOnPremises(JsonView view) {
    boolean[] only = {view.isObject()};
    view.members(
        (key, _) -> only[0] &= ON_PREMISES.contains(JsonText.decode(key.tape(), key.index())));
    JsonView messages = view.list("messages");
    JsonView statuses = view.list("statuses");
    return only[0]
        && (messages != null || statuses != null)
        && (messages == null || areAll(messages, StrayReader::isMessage))
        && (statuses == null || areAll(statuses, StrayReader::isStatus));
  }

  private static boolean isMessage(JsonView message) {
    return isOfUser(message) && message.text("id") != null;
  }

  private static boolean isOfUser(JsonView message) {
    boolean[] ofOthers = {false};
    message.members(
        (key, _) -> ofOthers[0] |= OF_OTHERS.contains(JsonText.decode(key.tape(), key.index())));
    return !ofOthers[0]
        && (message.text("from") != null || message.text("from_user_id") != null)
        && (message.text("type") != null || Form.inferred(message) != null);
  }

  private static boolean isStatus(JsonView status) {
    return isProgress(status) && status.text("timestamp") != null;
  }

  private static boolean isProgress(JsonView status) {
    return status.text("id") != null && StatusReader.isKnown(status.text("status"));
  }

  private static boolean any(@Nullable JsonView list, Predicate<JsonView> matches) {
    boolean[] found = {false};
    if (list != null) {
      list.elements(element -> found[0] = found[0] || matches.test(element));
    }
    return found[0];
  }

  /** Whether there are any, and all are alike. */
  private static boolean areAll(@Nullable JsonView list, Predicate<JsonView> matches) {
    boolean[] all = {list != null && !list.isHollow()};
    if (list != null) {
      list.elements(element -> all[0] = all[0] && matches.test(element));
    }
    return all[0];
  }
}
