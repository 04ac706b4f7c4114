package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every payload, published or not. */
final class NormalizerProperties {
  /** One place of a body that is changed. */
  record Mutation(int place, int kind, byte value) {}

  @Property(tries = 3000, seed = "20261122")
  void noDamageMakesItFailOrLoseBytes(
      @ForAll("examples") String name, @ForAll("mutations") List<Mutation> mutations) {
    byte[] body = Examples.body(name).toArray();
    for (Mutation mutation : mutations) {
      body = mutated(body, mutation);
    }
    List<CanonicalRecord> records = Bodies.NORMALIZER.read(Bytes.of(body));
    assertThat(records).isNotEmpty();
    String text = new String(body, StandardCharsets.ISO_8859_1);
    for (CanonicalRecord record : records) {
      assertThat(record.raw()).isNotNull();
      Bytes raw = record.raw() == null ? Bytes.empty() : record.raw();
      assertThat(text).contains(new String(raw.toArray(), StandardCharsets.ISO_8859_1));
      assertThat(RecordJson.read(RecordJson.write(record)).id()).isEqualTo(record.id());
    }
  }

  @Property(tries = 500, seed = "20261122")
  void theSameDeliveryGivesTheSameRecords(@ForAll("examples") String name) {
    assertThat(Bodies.NORMALIZER.read(Examples.body(name)))
        .isEqualTo(Bodies.NORMALIZER.read(Examples.body(name)));
  }

  @Property(tries = 500, seed = "20261122")
  void anotherBatchGivesTheSameIds(
      @ForAll("deliveries") String one,
      @ForAll("deliveries") String other,
      @ForAll boolean compact) {
    ObjectNode batch = (ObjectNode) RecordJson.mapper().readTree(Examples.text(one));
    JsonNode second = RecordJson.mapper().readTree(Examples.text(other));
    second.path("entry").forEach(((ArrayNode) batch.path("entry"))::add);
    String body = compact ? batch.toString() : batch.toPrettyString();
    assertThat(understood(Bodies.read(body)))
        .isEqualTo(
            Stream.of(one, other)
                .flatMap(name -> understood(Bodies.read(Examples.text(name))).stream())
                .toList());
  }

  @Property(tries = 500, seed = "20261122")
  void escapedAndPlainCharactersGiveTheSameRecords(
      @ForAll("deliveries") String name, @ForAll @IntRange(max = 3) int oneIn) {
    String body = Examples.text(name);
    List<CanonicalRecord> plain = Bodies.read(body);
    List<CanonicalRecord> escaped = Bodies.read(escaped(body, oneIn));
    assertThat(understood(escaped)).isEqualTo(understood(plain));
    assertThat(contents(escaped)).isEqualTo(contents(plain));
  }

  @Property(tries = 500, seed = "20261122")
  void anyTextComesBackAsItWasWritten(@ForAll @Size(max = 40) List<Integer> points) {
    var text = new StringBuilder();
    for (int point : points) {
      int valid = Math.floorMod(point, 0x110000);
      text.appendCodePoint(valid >= 0xd800 && valid < 0xe000 ? 0xe000 : valid);
    }
    String quoted = RecordJson.mapper().writeValueAsString(text.toString());
    var record =
        Bodies.one(
            Bodies.messages("{\"id\":\"1\",\"type\":\"text\",\"text\":{\"body\":" + quoted + "}}"));
    String read = record.content() == null ? null : record.content().text();
    assertThat(read == null ? "" : read).isEqualTo(text.toString());
  }

  private static List<Content> contents(List<CanonicalRecord> records) {
    return records.stream()
        .filter(record -> record.kind() != RecordKind.UNRECOGNISED)
        .map(record -> Objects.requireNonNull(record.content()))
        .toList();
  }

  /** Kind and id of what has an id of its own at the source. */
  private static List<String> understood(List<CanonicalRecord> records) {
    return records.stream()
        .filter(record -> record.source().eventId() != null)
        .map(record -> record.kind() + " " + record.id())
        .toList();
  }

  /** Each letter inside a string, or one in a few, and all beyond ASCII, as an escape. */
  private static String escaped(String json, int oneIn) {
    var out = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString && c == '\\') {
        out.append(c).append(json.charAt(++i));
      } else if (inString && (c > 126 || (Character.isLetter(c) && i % (oneIn + 1) == 0))) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        inString ^= c == '"';
        out.append(c);
      }
    }
    return out.toString();
  }

  private static byte[] mutated(byte[] body, Mutation mutation) {
    int at = Math.floorMod(mutation.place(), body.length);
    return switch (mutation.kind()) {
      case 0 -> { // another byte
        byte[] changed = body.clone();
        changed[at] = mutation.value();
        yield changed;
      }
      case 1 -> Bytes.of(body, 0, at + 1).toArray(); // cut off
      case 2 -> without(body, at); // one byte less
      default -> swapped(body, mutation);
    };
  }

  private static byte[] without(byte[] body, int at) {
    if (body.length == 1) {
      return body;
    }
    byte[] shorter = new byte[body.length - 1];
    System.arraycopy(body, 0, shorter, 0, at);
    System.arraycopy(body, at + 1, shorter, at, shorter.length - at);
    return shorter;
  }

  /** A value of another type in the place of some string: the JSON stays good. */
  private static byte[] swapped(byte[] body, Mutation mutation) {
    String[] values = {"null", "7", "{}", "[]", "true", "-1.5e3", "\"\"", "[{\"a\":null}]"};
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(": \"", Math.floorMod(mutation.place(), body.length));
    int end = at < 0 ? -1 : text.indexOf('"', at + 3);
    if (end < 0) {
      return body;
    }
    String value = values[mutation.value() & 7];
    return (text.substring(0, at + 2) + value + text.substring(end + 1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Provide
  Arbitrary<String> examples() {
    return Arbitraries.of(Examples.names());
  }

  @Provide
  Arbitrary<String> deliveries() {
    return Arbitraries.of(
        Examples.names().stream()
            .filter(name -> Examples.text(name).contains("\"whatsapp_business_account\""))
            .toList());
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    Arbitrary<Mutation> one =
        Combinators.combine(
                Arbitraries.integers(), Arbitraries.integers().between(0, 12), Arbitraries.bytes())
            .as(Mutation::new);
    return one.list().ofMinSize(1).ofMaxSize(5);
  }
}
