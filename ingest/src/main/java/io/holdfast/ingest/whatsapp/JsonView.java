package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link JsonTape}. Reading never fails: what has another type than was asked for is
 * simply not there. Whoever represents a value in a record takes it; {@link Residue} collects what
 * nobody took.
 */
record JsonView(JsonTape tape, int index) {
  boolean isObject() {
    return tape.type(index) == JsonTape.OBJECT;
  }

  boolean isArray() {
    return tape.type(index) == JsonTape.ARRAY;
  }

  boolean isString() {
    return tape.type(index) == JsonTape.STRING;
  }

  boolean isNull() {
    return tape.type(index) == JsonTape.NULL;
  }

  /** Offset of the first byte. */
  int start() {
    return tape.start(index);
  }

  /** Offset behind the last byte. */
  int end() {
    return tape.end(index);
  }

  /** The exact bytes of this value. */
  Bytes bytes() {
    return Bytes.of(tape.bytes, start(), end() - start());
  }

  /** Whether this is an object or array without anything in it. */
  boolean isHollow() {
    return (isObject() || isArray()) && tape.inside(index) == tape.next(index);
  }

  /** The member of that name; the last one when there are several; absent when it is null. */
  @Nullable JsonView member(String name) {
    if (!isObject()) {
      return null;
    }
    int found = -1;
    int stop = tape.next(index);
    for (int key = tape.inside(index); key < stop; ) {
      int value = tape.next(key);
      if (JsonText.equal(tape, key, name)) {
        found = value;
      }
      key = tape.next(value);
    }
    return found < 0 || tape.type(found) == JsonTape.NULL ? null : new JsonView(tape, found);
  }

  /** The member of that name if it is an object. */
  @Nullable JsonView object(String name) {
    JsonView member = member(name);
    return member != null && member.isObject() ? member : null;
  }

  /** The member of that name if it is an array. */
  @Nullable JsonView array(String name) {
    JsonView member = member(name);
    return member != null && member.isArray() ? member : null;
  }

  /** Each element of this array, in order; an object where an array is usual is its only one. */
  void elements(Consumer<JsonView> each) {
    if (isObject()) {
      each.accept(this);
    } else if (isArray()) {
      int stop = tape.next(index);
      for (int element = tape.inside(index); element < stop; element = tape.next(element)) {
        each.accept(new JsonView(tape, element));
      }
    }
  }

  /** The member of that name if it is an array, or an object that stands for its only element. */
  @Nullable JsonView list(String name) {
    JsonView member = member(name);
    return member != null && (member.isArray() || member.isObject()) ? member : null;
  }

  /** What {@link #members} calls. */
  @FunctionalInterface
  interface MemberReader {
    void accept(JsonView name, JsonView value);
  }

  /** Each member of this object, in order, duplicates included. */
  void members(MemberReader each) {
    if (isObject()) {
      int stop = tape.next(index);
      for (int key = tape.inside(index); key < stop; ) {
        int value = tape.next(key);
        each.accept(new JsonView(tape, key), new JsonView(tape, value));
        key = tape.next(value);
      }
    }
  }

  /** A string as it reads, or a number as it is written; nothing else is text. */
  @Nullable String text() {
    return switch (tape.type(index)) {
      case JsonTape.STRING -> JsonText.decode(tape, index);
      case JsonTape.NUMBER -> JsonText.ascii(tape, index);
      default -> null;
    };
  }

  /** The text of the member of that name, left for others; empty counts as absent. */
  @Nullable String text(String name) {
    JsonView member = member(name);
    String text = member == null ? null : member.text();
    return text == null || text.isEmpty() ? null : text;
  }

  /** The text of the member of that name, which is taken; empty counts as absent. */
  @Nullable String takeText(String name) {
    JsonView member = member(name);
    String text = member == null ? null : member.text();
    if (member == null || text == null) {
      return null;
    }
    member.take();
    return text.isEmpty() ? null : text;
  }

  /** The truth value of the member of that name, which is taken; words in strings count. */
  @Nullable Boolean takeBoolean(String name) {
    JsonView member = member(name);
    if (member == null) {
      return null;
    }
    Boolean value =
        switch (member.tape.type(member.index)) {
          case JsonTape.TRUE -> Boolean.TRUE;
          case JsonTape.FALSE -> Boolean.FALSE;
          case JsonTape.STRING -> JsonText.truth(JsonText.decode(tape, member.index));
          default -> null;
        };
    if (value != null) {
      member.take();
    }
    return value;
  }

  /** Marks this value, with all it contains, as represented. */
  void take() {
    tape.take(index);
  }

  boolean taken() {
    return tape.taken(index);
  }

  /** Type and place only: the bytes may be a message. */
  @Override
  public String toString() {
    return "JSON at " + start() + " to " + end();
  }
}
