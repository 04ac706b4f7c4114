package io.holdfast.archive.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Position;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RecordSchemaTest {
  private static final RecordSchema SCHEMA = RecordSchema.published();
  private static final String ID = RecordIdentity.published().id("message", "account", "event");
  private static final Sha256 HASH = Sha256.of(Bytes.utf8("file"));
  private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.789Z");

  static Stream<Arguments> contents() {
    JsonNode body = json("{\"a\":[1,null,\"\"]}");
    var party = new Party("+447700900123", "u1", "anna", "Anna", true);
    return Stream.of(
        Arguments.of(RecordKind.MESSAGE, new Content.Text("hello", true)),
        Arguments.of(RecordKind.MESSAGE, new Content.Text(null, null)),
        Arguments.of(RecordKind.EDIT, new Content.Text("hello again", null)),
        Arguments.of(RecordKind.MESSAGE, new Content.Media("image", "caption", null)),
        Arguments.of(RecordKind.MESSAGE, new Content.Media("view-once", null, null)),
        Arguments.of(RecordKind.ATTACHMENT, new Content.Media("audio", null, null)),
        Arguments.of(
            RecordKind.MESSAGE,
            new Content.Location(
                new BigDecimal("51.5"), new BigDecimal("-0.12"), "Office", "A road", "u", true)),
        Arguments.of(RecordKind.MESSAGE, new Content.Contacts(List.of(body))),
        Arguments.of(RecordKind.MESSAGE, new Content.Interactive("button_reply", "Yes", body)),
        Arguments.of(RecordKind.MESSAGE, new Content.Poll("When?", List.of("now", "later"))),
        Arguments.of(RecordKind.MESSAGE, new Content.Other("order", "3 items", body)),
        Arguments.of(RecordKind.MESSAGE, new Content.Unsupported("unknown", "131051")),
        Arguments.of(RecordKind.MESSAGE, new Content.Unsupported("unknown", "131051", "look")),
        Arguments.of(RecordKind.DELETION, new Content.Deleted("This message was deleted")),
        Arguments.of(RecordKind.REACTION, new Content.Reaction("\uD83D\uDC4D", null)),
        Arguments.of(RecordKind.REACTION, new Content.Reaction(null, true)),
        Arguments.of(RecordKind.RECEIPT, new Content.Receipt("failed", body)),
        Arguments.of(
            RecordKind.MEMBERSHIP,
            new Content.Membership("added", party, List.of(party), "Desk", "Anna added Bob")),
        Arguments.of(RecordKind.CALL, new Content.Call("missed", "voice", 12L, "Missed call")),
        Arguments.of(RecordKind.NOTICE, new Content.Notice("template-paused", "words", body)),
        Arguments.of(RecordKind.IDENTITY, new Content.Notice("user-changed", null, body)),
        Arguments.of(RecordKind.GAP, new Content.Gap("capture-off", TIME, TIME, "was off")),
        Arguments.of(RecordKind.DELIVERY, new Content.Delivery("receipt-of", HASH, 9L, 0, "sha")),
        Arguments.of(RecordKind.UNRECOGNISED, new Content.Unrecognised("not-json", 0L)),
        Arguments.of(RecordKind.TOMBSTONE, new Content.Tombstone("private-chat", 0)),
        Arguments.of(RecordKind.AUDIT, new Content.Entry("record-opened", body)),
        Arguments.of(RecordKind.CONTROL, new Content.Entry("hold-placed", body)));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void whatWeWriteIsValid(RecordKind kind, Content content) {
    CanonicalRecord full = full(kind).content(content).build();
    CanonicalRecord bare =
        new RecordBuilder(ID, kind, new Source("holdfast", null, null, null, null, null))
            .content(content)
            .build();
    assertThat(SCHEMA.validate(full)).isEmpty();
    assertThat(SCHEMA.validate(bare)).isEmpty();
    assertThat(RecordJson.read(RecordJson.write(full))).isEqualTo(full);
  }

  @Test
  void theSchemaIsASchema() throws IOException {
    var draft = SchemaLocation.of("https://json-schema.org/draft/2020-12/schema");
    Schema metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(draft);
    String text = Files.readString(RecordSchema.docs().resolve("record.schema.json"));
    assertThat(metaSchema.validate(json(text))).isEmpty();
    assertThat(metaSchema.validate(json(text.replace("\"required\": [", "\"required\": [7, "))))
        .isNotEmpty();
  }

  @Test
  void everyKindIsTried() {
    assertThat(contents().map(arguments -> arguments.get()[0]).distinct())
        .containsExactlyInAnyOrder((Object[]) RecordKind.values());
  }

  @Test
  void readersIgnoreWhatTheyDoNotKnowAndOurOwnTyposAreSeen() {
    ObjectNode tree = tree();
    ((ObjectNode) tree.path("content")).put("txet", "hello");
    tree.put("later", 1);
    assertThat(SCHEMA.validate(tree)).isEmpty();
    assertThat(SCHEMA.validateWritten(tree)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v|2",
        "/id|\"short\"",
        "/id|\"has spaces in it and is long enough\"",
        "/version|0",
        "/kind|\"Message\"",
        "/kind|\"gap\"",
        "/source/connector|null",
        "/source|{}",
        "/source/position/byte|-1",
        "/conversation/type|\"channel\"",
        "/sentAt|\"2026-02-03T04:05:06+01:00\"",
        "/sentAt|1770091506",
        "/sentAtLocal|\"2026-02-03\"",
        "/precision|\"hour\"",
        "/direction|\"in\"",
        "/sender|null",
        "/sender/name|\"\"",
        "/recipients|[]",
        "/content/type|7",
        "/content/text|\"\"",
        "/content/edited|\"yes\"",
        "/attachments/0/state|\"lost\"",
        "/attachments/0/sha256|\"ABCD\"",
        "/context/mentions|[]",
        "/target/recordId|\"?\"",
        "/raw|\"%%%\"",
        "/warnings/0|\"no code in front\"",
        "/extra|{}"
      })
  void wrongValuesAreRefused(String pointer, String value) {
    ObjectNode tree = tree();
    int cut = pointer.lastIndexOf('/');
    JsonNode parent = tree.at(pointer.substring(0, cut));
    String member = pointer.substring(cut + 1);
    if (parent instanceof ObjectNode object) {
      object.set(member, json(value));
    } else {
      ((tools.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(member), json(value));
    }
    assertThat(SCHEMA.validate(tree)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"v", "id", "version", "kind", "source", "content"})
  void missingMembersAreRefused(String member) {
    ObjectNode tree = tree();
    tree.remove(member);
    assertThat(SCHEMA.validate(tree)).isNotEmpty();
  }

  private static ObjectNode tree() {
    CanonicalRecord record =
        full(RecordKind.MESSAGE).content(new Content.Text("hello", true)).build();
    return (ObjectNode) json(Bytes.wrap(RecordJson.write(record)).toUtf8());
  }

  private static RecordBuilder full(RecordKind kind) {
    var source =
        new Source("whatsapp-export", "android", "import", "wamid.1", ID, new Position(1, 0, 5));
    var party = new Party("+447700900123", null, null, "Anna", true);
    var context =
        new Context(
            new ReplyTo("wamid.0", ID, party),
            true,
            true,
            List.of("+447700900124"),
            json("{\"url\":\"x\"}"),
            true);
    var attachment =
        new Attachment(
            "a.jpg",
            "image/jpeg",
            5L,
            HASH,
            "x",
            "media-1",
            Attachment.State.TOO_LARGE,
            true,
            true,
            "blobs/ab/abcd");
    return new RecordBuilder(ID, kind, source)
        .version(2)
        .ordinal(3L)
        .conversation(new Conversation("c1", "group", "Desk"))
        .sentAt(TIME, "minute")
        .sentAtLocal("2026-02-03T04:05", "Europe/London")
        .sentAtAlternative("2026-03-02T04:05")
        .confidence(new Confidence("low", "high", 0))
        .capturedAt(TIME)
        .direction("inbound")
        .sender(party)
        .recipient(Party.ofAddress("+447700900124"))
        .attachment(attachment)
        .context(context)
        .target(new Target("wamid.0", ID))
        .raw(Bytes.utf8("raw"), Bytes.utf8("context"))
        .extra(json("{\"x\":null}"))
        .warning("date-order-guessed: day and month may be exchanged");
  }

  private static JsonNode json(String text) {
    return RecordJson.mapper().readTree(text);
  }
}
