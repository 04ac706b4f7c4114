package io.holdfast.ingest.whatsapp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a fragment has that a JSON tree cannot carry over, in plain words. */
final class Oddities {
  private Oddities() {}

  static List<String> warnings(JsonView view) {
    JsonTape tape = view.tape();
    boolean surrogate = false;
    boolean duplicate = false;
    boolean broken = false;
    int stop = tape.next(view.index());
    for (int index = view.index(); index < stop; index = tape.inside(index)) {
      if (tape.type(index) == JsonTape.STRING) {
        broken |= tape.has(index, JsonTape.BROKEN);
        surrogate |= JsonText.hasLoneSurrogate(tape, index);
      } else if (tape.type(index) == JsonTape.OBJECT) {
        duplicate |= hasDuplicate(new JsonView(tape, index));
      }
    }
    if (!surrogate && !duplicate && !broken) {
      return List.of();
    }
    var warnings = new ArrayList<String>();
    if (surrogate) {
      warnings.add("lone-surrogate: half a character is shown as U+FFFD; raw has it as it came");
    }
    if (broken) {
      warnings.add("broken-utf8: bytes that are no text show as U+FFFD; raw has them as they came");
    }
    if (duplicate) {
      warnings.add("duplicate-member: a name occurs twice; the last one counts, raw has both");
    }
    return warnings;
  }

  private static boolean hasDuplicate(JsonView object) {
    JsonTape tape = object.tape();
    int stop = tape.next(object.index());
    int count = 0;
    for (int key = tape.inside(object.index()); key < stop; key = tape.next(tape.next(key))) {
      count++;
    }
    if (count < 2) {
      return false;
    }
    return count <= 24 ? hasDuplicateOfFew(tape, object.index()) : hasDuplicateOfMany(object);
  }

  private static boolean hasDuplicateOfFew(JsonTape tape, int object) {
    int stop = tape.next(object);
    for (int key = tape.inside(object); key < stop; key = tape.next(tape.next(key))) {
      for (int later = tape.next(tape.next(key));
          later < stop;
          later = tape.next(tape.next(later))) {
        if (JsonText.sameText(tape, key, later)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasDuplicateOfMany(JsonView object) {
    Set<String> names = new HashSet<>();
    boolean[] duplicate = {false};
    object.members(
        (key, value) -> duplicate[0] |= !names.add(JsonText.decode(key.tape(), key.index())));
    return duplicate[0];
  }
}
