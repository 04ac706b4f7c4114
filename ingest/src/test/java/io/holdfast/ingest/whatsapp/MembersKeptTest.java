package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every member of a delivery can be read in some record, without its raw bytes: in a place of its
 * own or in {@code extra}. Only the envelope's own names are told by the bytes alone, and what
 * nobody understands is all bytes.
 */
final class MembersKeptTest {
  /** Where the envelope's own members stand: what routes a delivery, kept in the raw context. */
  private static final Set<String> ENVELOPE =
      Set.of(
          "/object",
          "/entry/id",
          "/entry/time",
          "/entry/changes/field",
          "/entry/changes/value/messaging_product",
          "/entry/changes/value/metadata/display_phone_number");

  /** Texts of these may be told by the raw context alone. */
  private static final Set<String> ROUTING_OF_ENTRY = Set.of("id", "time");

  private static final List<String> VALUES =
      List.of("\"the-mark\"", "[\"the-mark\"]", "{\"a\":\"the-mark\"}", "[{\"id\":\"the-mark\"}]");

  static List<String> names() {
    return Trees.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMemberIsInSomeRecord(String name) {
    JsonNode root = Trees.tree(name);
    kept(root, root.toString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void newMembersAreKeptWhereverTheyStand(String name) {
    JsonNode root = Trees.tree(name);
    List<ObjectNode> objects = Trees.objects(root);
    for (int i = 0; i < objects.size(); i++) {
      objects.get(i).put("zz_text", "mark-" + i);
      objects.get(i).putObject("zz_object").putArray("a").addObject().put("b", "inner-" + i);
      objects.get(i).put("zz_number", 7_000_000_000_001L + i);
    }
    kept(root, root.toString());
  }

  @Test
  void whoDidItIsKeptBesideGroupsThatAllSayIt() {
    String group = "{\"group_id\":\"g\",\"type\":\"group_create\",\"initiated_by\":\"business\"}";
    assertThat(
            shown(
                Bodies.read(
                    Bodies.value("\"groups\":[" + group + "],\"initiated_by\":\"the-mark\""))))
        .contains("the-mark");
  }

  @Property(tries = 5000, seed = "20261122")
  void knownNamesInOtherPlacesAreKeptToo(
      @ForAll("names") String name,
      @ForAll("members") String member,
      @ForAll int place,
      @ForAll("values") String value) {
    JsonNode root = Trees.tree(name);
    List<ObjectNode> objects = Trees.objects(root);
    ObjectNode object = objects.get(Math.floorMod(place, objects.size()));
    if (!object.has(member) && !routes(object, member)) {
      object.set(member, RecordJson.mapper().readTree(value));
      assertThat(shown(Bodies.read(root.toString()))).as(root.toString()).contains("the-mark");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void otherValuesOfKnownMembersAreKept(String name) {
    List<ObjectNode> objects = Trees.objects(Trees.tree(name));
    for (int i = 0; i < objects.size(); i++) {
      for (String member : objects.get(i).propertyNames()) {
        for (String value : VALUES) {
          JsonNode root = Trees.tree(name);
          JsonNode changed = RecordJson.mapper().readTree(value);
          if (!changed.isString() || !routes(objects.get(i), member)) {
            Trees.objects(root).get(i).set(member, changed);
            assertThat(shown(Bodies.read(root.toString())))
                .as(root.toString())
                .contains("the-mark");
          }
        }
      }
    }
  }

  /** Whether it is one of the envelope's own members. */
  private static boolean routes(ObjectNode object, String member) {
    return (object.has("changes") && ROUTING_OF_ENTRY.contains(member))
        || (object.has("phone_number_id") && member.equals("display_phone_number"));
  }

  private static void kept(JsonNode root, String body) {
    String shown = shown(Bodies.read(body));
    leaves(root, "", new ArrayList<>())
        .forEach(
            leaf ->
                assertThat(forms(leaf))
                    .as("%s of %s", leaf, body)
                    .anyMatch(form -> shown.contains(form)));
  }

  /** All that the records say, raw bytes only of what nobody understands. */
  private static String shown(List<CanonicalRecord> records) {
    return records.stream()
        .map(
            record -> {
              var bare = RecordBuilder.from(record).raw(null, null).build();
              String json = new String(RecordJson.write(bare), StandardCharsets.UTF_8);
              boolean all = record.kind() == RecordKind.UNRECOGNISED && record.raw() != null;
              // as a tree and again as text, so that escapes are written in one way
              String read = RecordJson.mapper().readTree(json).toString();
              return all ? read + raw(record) : read;
            })
        .collect(Collectors.joining("\n"));
  }

  private static String raw(CanonicalRecord record) {
    return record.raw() == null ? "" : record.raw().toUtf8();
  }

  /** The ways in which a record writes a value of the source. */
  private static List<String> forms(JsonNode leaf) {
    String text = leaf.asString();
    String quoted = RecordJson.mapper().writeValueAsString(text);
    var forms = new ArrayList<String>();
    forms.add(quoted);
    forms.add(leaf.toString());
    forms.add("\"+" + text + "\"");
    forms.add("+" + text);
    String kind =
        switch (text) {
          case "revoke" -> "deletion";
          case "system" -> "identity";
          default -> "";
        };
    if (!kind.isEmpty()) {
      forms.add("\"kind\":\"" + kind + "\"");
    }
    DeclaredHash.read(text).ifPresent(hash -> forms.add(hash.hex()));
    if (!text.isEmpty() && text.length() <= 12 && text.chars().allMatch(Character::isDigit)) {
      forms.add(Instant.ofEpochSecond(Long.parseLong(text)).toString());
    }
    return forms;
  }

  private static List<JsonNode> leaves(JsonNode node, String path, List<JsonNode> found) {
    if (node.isObject()) {
      node.properties()
          .forEach(member -> leaves(member.getValue(), path + "/" + member.getKey(), found));
    } else if (node.isArray()) {
      node.forEach(element -> leaves(element, path, found));
    } else if (!node.isNull() && !node.asString().isEmpty() && !ENVELOPE.contains(path)) {
      found.add(node);
    }
    return found;
  }

  @Provide("names")
  Arbitrary<String> anyName() {
    return Arbitraries.of(names());
  }

  /** Every name that occurs anywhere. */
  @Provide
  Arbitrary<String> members() {
    Set<String> members = new TreeSet<>();
    names()
        .forEach(
            name ->
                Trees.objects(Trees.tree(name))
                    .forEach(object -> members.addAll(object.propertyNames())));
    return Arbitraries.of(members);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(VALUES);
  }
}
