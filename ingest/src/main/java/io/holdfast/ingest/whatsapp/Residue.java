package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.RecordJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns views into trees: whole values as they came, or only the leaves that nobody took, in their
 * own nesting. What a JSON reader with usual limits would refuse (numbers of hundreds of digits,
 * endless names) is written as text or left to the raw bytes, so that every record stays readable.
 */
final class Residue {
  private static final int MAX_NAME = 1024;
  private static final int MAX_DIGITS = 300;
  private static final int MAX_EXPONENT = 4;
  private static final JsonNodeFactory NODES = RecordJson.mapper().getNodeFactory();

  private Residue() {}

  /** The whole value; of members with the same name the last one. */
  static JsonNode whole(JsonView view) {
    if (view.isObject()) {
      ObjectNode object = NODES.objectNode();
      view.members((name, value) -> put(object, name, whole(value)));
      return object;
    }
    if (view.isArray()) {
      ArrayNode array = NODES.arrayNode();
      view.elements(element -> array.add(whole(element)));
      return array;
    }
    return leaf(view);
  }

  /** As {@link #whole}, and the value is taken. */
  static @Nullable JsonNode take(@Nullable JsonView view) {
    if (view == null || view.isHollow()) {
      return null;
    }
    view.take();
    return whole(view);
  }

  /** As {@link #take}, of an array or of the object that stands for its only element. */
  static @Nullable JsonNode takeList(@Nullable JsonView list) {
    JsonNode taken = take(list);
    return taken == null || taken.isArray() ? taken : NODES.arrayNode().add(taken);
  }

  /** The leaves of an object that nobody took; {@code null} when there are none. */
  static @Nullable ObjectNode of(JsonView view) {
    return left(view) instanceof ObjectNode object ? object : null;
  }

  private static @Nullable JsonNode left(JsonView view) {
    if (view.taken() || view.isNull()) {
      return null;
    }
    if (view.isObject()) {
      ObjectNode object = NODES.objectNode();
      view.members((name, value) -> put(object, name, left(value)));
      return object.isEmpty() ? null : object;
    }
    if (view.isArray()) {
      ArrayNode array = NODES.arrayNode();
      view.elements(
          element -> {
            JsonNode rest = left(element);
            if (rest != null) {
              array.add(rest);
            }
          });
      return array.isEmpty() ? null : array;
    }
    return leaf(view);
  }

  private static void put(ObjectNode object, JsonView name, @Nullable JsonNode value) {
    if (value != null && name.end() - name.start() <= MAX_NAME) {
      object.set(JsonText.decode(name.tape(), name.index()), value);
    }
  }

  /** A text as a JSON string. */
  static byte[] quoted(String text) {
    return RecordJson.mapper().writeValueAsBytes(text);
  }

  private static JsonNode leaf(JsonView view) {
    return switch (view.tape().type(view.index())) {
      case JsonTape.TRUE -> NODES.booleanNode(true);
      case JsonTape.FALSE -> NODES.booleanNode(false);
      case JsonTape.STRING -> NODES.stringNode(JsonText.decode(view.tape(), view.index()));
      case JsonTape.NUMBER -> number(JsonText.ascii(view.tape(), view.index()));
      default -> NODES.nullNode();
    };
  }

  private static JsonNode number(String digits) {
    BigDecimal value = decimal(digits);
    if (value == null) {
      return NODES.stringNode(digits);
    }
    boolean whole = digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
    if (!whole || digits.equals("-0")) {
      return NODES.numberNode(value);
    }
    BigInteger integer = value.toBigIntegerExact();
    // the same node types as a reader of the record's JSON makes, so that both trees are equal
    if (integer.bitLength() < Integer.SIZE) {
      return NODES.numberNode(integer.intValue());
    }
    return integer.bitLength() < Long.SIZE
        ? NODES.numberNode(integer.longValue())
        : NODES.numberNode(integer);
  }

  /** A decimal number of sane size, else {@code null}. */
  static @Nullable BigDecimal decimal(@Nullable String digits) {
    if (digits == null || digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return null;
    }
    int exponent = Math.max(digits.indexOf('e'), digits.indexOf('E'));
    if (exponent >= 0 && digits.length() - exponent > MAX_EXPONENT + 1) {
      return null;
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
