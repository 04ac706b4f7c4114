package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every member of every published form is left out, set to null, given another type or doubled:
 * nothing throws, every element still has a record, and every leaf is in some record's bytes.
 */
final class MutationTest {
  private static final Set<String> EVENTS =
      Set.of(
          "messages",
          "message_echoes",
          "statuses",
          "calls",
          "groups",
          "threads",
          "state_sync",
          "user_id_update",
          "user_preferences",
          "user_actions");

  /** What a member is changed to. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "7",
          "-1.5e3",
          "9".repeat(400),
          "true",
          "\"\"",
          "\"\\u0000 \\u00e9\"",
          "\"GB.1\"",
          "{}",
          "[]",
          "[null]",
          "[[]]",
          "[7,\"x\",{}]",
          "{\"a\":{\"b\":[1]}}");

  private static final String MARK = "\"zz_new\":\"a-mark-nobody-knows\"";

  static List<String> names() {
    return Examples.names().stream()
        .filter(name -> Examples.text(name).contains("whatsapp_business_account"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aMemberOfAnotherTypeLosesNothing(String name) {
    for (int place = 0; place < places(tree(name)); place++) {
      for (String value : VALUES) {
        JsonNode root = tree(name);
        JsonNode changed = RecordJson.mapper().readTree(value);
        change(root, place, (parent, member) -> parent.set(member, changed));
        holds(root.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aMissingMemberLosesNothingElse(String name) {
    for (int place = 0; place < places(tree(name)); place++) {
      JsonNode root = tree(name);
      change(root, place, (parent, member) -> parent.remove(member));
      holds(root.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNewMemberIsKeptAndChangesNoId(String name) {
    String body = tree(name).toString();
    List<String> ids = ids(Bodies.read(body));
    for (int at = body.indexOf('{'); at >= 0; at = body.indexOf('{', at + 1)) {
      if (inString(body, at)) {
        continue;
      }
      String comma = body.charAt(at + 1) == '}' ? "" : ",";
      String grown = body.substring(0, at + 1) + MARK + comma + body.substring(at + 1);
      List<CanonicalRecord> records = Bodies.read(grown);
      assertThat(records.stream().anyMatch(record -> bytes(record).contains("a-mark-nobody")))
          .as(grown)
          .isTrue();
      assertThat(ids(records)).as(grown).containsAll(ids);
    }
  }

  @Property(tries = 2000, seed = "20261122")
  void manyChangesAtOnceLoseNothing(
      @ForAll("names") String name, @ForAll @Size(min = 2, max = 5) List<Integer> changes) {
    JsonNode root = tree(name);
    for (int change : changes) {
      int places = places(root);
      if (places > 0) {
        JsonNode value =
            RecordJson.mapper().readTree(VALUES.get(Math.floorMod(change / 7, VALUES.size())));
        change(
            root,
            Math.floorMod(change, places),
            (parent, member) -> {
              if (change % 5 == 0) {
                parent.remove(member);
              } else {
                parent.set(member, value);
              }
            });
      }
    }
    holds(root.toString());
  }

  /** What must hold of every body, whatever is in it. */
  private static void holds(String body) {
    List<CanonicalRecord> records = Bodies.read(body);
    assertThat(records).as(body).isNotEmpty();
    List<String> raws = records.stream().map(MutationTest::raw).toList();
    for (CanonicalRecord record : records) {
      assertThat(body).contains(raw(record));
      CanonicalRecord bare = RecordBuilder.from(record).raw(null, null).build();
      String json = text(RecordJson.write(bare));
      CanonicalRecord read = RecordJson.read(RecordJson.write(bare));
      assertThat(text(RecordJson.write(read))).isEqualTo(json);
      assertThat(read).as(json).isEqualTo(bare);
    }
    JsonNode root = RecordJson.mapper().readTree(body);
    elements(
        root,
        element ->
            assertThat(raws.stream().anyMatch(raw -> raw.contains(element.toString())))
                .as("%s in %s", element, body)
                .isTrue());
    String kept = records.stream().map(MutationTest::bytes).collect(Collectors.joining("\n"));
    leaves(
        root.path("entry"),
        leaf -> assertThat(kept).as("%s in %s", leaf, body).contains(leaf.toString()));
  }

  /** Elements of arrays of events, wherever the arrays stand. */
  private static void elements(JsonNode node, Consumer<JsonNode> each) {
    for (var member : node.properties()) {
      if (EVENTS.contains(member.getKey()) && member.getValue().isArray()) {
        for (JsonNode element : member.getValue()) {
          if (!member.getKey().equals("threads") && !element.isNull()) {
            each.accept(element);
          }
        }
      }
      elements(member.getValue(), each);
    }
    if (node.isArray()) {
      node.forEach(element -> elements(element, each));
    }
  }

  /** Every value but the product's constant name. */
  private static void leaves(JsonNode node, Consumer<JsonNode> each) {
    if (node.isObject() || node.isArray()) {
      node.forEach(child -> leaves(child, each));
    } else if (!node.isNull() && !node.asString().equals("whatsapp")) {
      each.accept(node);
    }
  }

  /** Ids of what has a name of its own at the source. */
  private static List<String> ids(List<CanonicalRecord> records) {
    return records.stream()
        .filter(record -> record.source().eventId() != null)
        .map(record -> record.kind() + " " + record.id())
        .toList();
  }

  private static String raw(CanonicalRecord record) {
    return record.raw() == null ? "" : text(record.raw().toArray());
  }

  private static String bytes(CanonicalRecord record) {
    return raw(record) + (record.rawContext() == null ? "" : text(record.rawContext().toArray()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static JsonNode tree(String name) {
    return RecordJson.mapper().readTree(Examples.text(name));
  }

  private static boolean inString(String json, int at) {
    boolean inside = false;
    for (int i = 0; i < at; i++) {
      if (json.charAt(i) == '\\') {
        i++;
      } else if (json.charAt(i) == '"') {
        inside = !inside;
      }
    }
    return inside;
  }

  /** What to do with one member of an object. */
  private interface Change {
    void to(ObjectNode parent, String member);
  }

  /** How many members there are behind the envelope's own. */
  private static int places(JsonNode root) {
    var count = new ArrayList<String>();
    walk(root.path("entry"), (parent, member) -> count.add(member));
    return count.size();
  }

  private static void change(JsonNode root, int place, Change change) {
    int[] left = {place};
    walk(
        root.path("entry"),
        (parent, member) -> {
          if (left[0]-- == 0) {
            change.to(parent, member);
          }
        });
  }

  private static void walk(JsonNode node, Change each) {
    if (node instanceof ObjectNode object) {
      for (String member : List.copyOf(object.propertyNames())) {
        JsonNode value = object.path(member);
        walk(value, each);
        each.to(object, member);
      }
    } else if (node instanceof ArrayNode array) {
      List.copyOf(array.valueStream().toList()).forEach(element -> walk(element, each));
    }
  }

  @Provide("names")
  Arbitrary<String> anyName() {
    return Arbitraries.of(names());
  }
}
