package io.holdfast.archive.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Position;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A record comes back from its sealed form as it was, whatever it says. */
class RecordRoundTripTest {
  /** A kind with a content that it may have. */
  private record Said(RecordKind kind, @Nullable Content content) {}

  private static Arbitrary<String> text() {
    Arbitrary<String> odd =
        Arbitraries.of("\ud83d\ude00", "\u202f", "\u0000", "\"\\\n", "\u00e9", "\uffff", "null");
    Arbitrary<String> plain = Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(12);
    return Combinators.combine(plain, odd.list().ofMaxSize(3))
        .as((first, rest) -> first + String.join("", rest));
  }

  private static Arbitrary<@Nullable String> maybe() {
    return text().injectNull(0.3);
  }

  private static Arbitrary<Party> party() {
    return Combinators.combine(text(), maybe(), maybe(), maybe(), flag()).as(Party::new);
  }

  private static Arbitrary<@Nullable Boolean> flag() {
    return Arbitraries.of(true, false).injectNull(0.3);
  }

  private static Arbitrary<Instant> time() {
    return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<JsonNode> tree() {
    return Arbitraries.maps(text(), text().map(value -> (Object) value))
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(members -> RecordJson.mapper().valueToTree(members));
  }

  private static Arbitrary<BigDecimal> degrees() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-180"), new BigDecimal("180"))
        .ofScale(6);
  }

  private static Arbitrary<Said> said(RecordKind kind, Arbitrary<? extends Content> content) {
    return content.map(value -> new Said(kind, value));
  }

  private static List<Arbitrary<Said>> messages() {
    RecordKind message = RecordKind.MESSAGE;
    return List.of(
        said(message, Combinators.combine(maybe(), flag()).as(Content.Text::new)),
        said(
            message,
            Combinators.combine(
                    Arbitraries.of("image", "video", "audio", "document", "sticker", "view-once"),
                    maybe(),
                    flag())
                .as(Content.Media::new)),
        said(
            message,
            Combinators.combine(degrees(), degrees(), maybe(), maybe(), maybe(), flag())
                .as(Content.Location::new)),
        said(message, tree().list().ofMinSize(1).ofMaxSize(2).map(Content.Contacts::new)),
        said(message, Combinators.combine(text(), maybe(), tree()).as(Content.Interactive::new)),
        said(
            message,
            Combinators.combine(maybe(), text().list().ofMinSize(1).ofMaxSize(3))
                .as(Content.Poll::new)),
        said(
            message,
            Combinators.combine(
                    Arbitraries.of("button", "order", "referral", "system", "call"),
                    maybe(),
                    tree())
                .as(Content.Other::new)),
        said(message, Combinators.combine(maybe(), maybe()).as(Content.Unsupported::new)),
        said(RecordKind.DELETION, maybe().map(Content.Deleted::new)),
        said(RecordKind.EDIT, Combinators.combine(maybe(), flag()).as(Content.Text::new)));
  }

  private static List<Arbitrary<Said>> others() {
    Arbitrary<Sha256> hash = text().map(value -> Sha256.of(Bytes.utf8(value)));
    Arbitrary<Long> size = Arbitraries.longs().between(0, 1L << 40);
    return List.of(
        said(RecordKind.REACTION, Combinators.combine(text(), flag()).as(Content.Reaction::new)),
        said(RecordKind.RECEIPT, Combinators.combine(text(), tree()).as(Content.Receipt::new)),
        said(
            RecordKind.MEMBERSHIP,
            Combinators.combine(
                    text(), party(), party().list().ofMinSize(1).ofMaxSize(2), maybe(), maybe())
                .as(Content.Membership::new)),
        said(
            RecordKind.CALL,
            Combinators.combine(text(), maybe(), size.injectNull(0.3), maybe())
                .as(Content.Call::new)),
        said(
            RecordKind.NOTICE,
            Combinators.combine(maybe(), maybe(), tree()).as(Content.Notice::new)),
        said(
            RecordKind.GAP,
            Combinators.combine(text(), time(), time(), maybe()).as(Content.Gap::new)),
        said(
            RecordKind.UNRECOGNISED,
            Combinators.combine(text(), size).as(Content.Unrecognised::new)),
        said(
            RecordKind.DELIVERY,
            Combinators.combine(text(), hash, size, Arbitraries.integers(), maybe())
                .as(Content.Delivery::new)),
        said(
            RecordKind.TOMBSTONE,
            Combinators.combine(text(), Arbitraries.integers()).as(Content.Tombstone::new)),
        said(RecordKind.CONTROL, Combinators.combine(text(), tree()).as(Content.Entry::new)),
        said(RecordKind.AUDIT, Combinators.combine(text(), tree()).as(Content.Entry::new)));
  }

  @Provide
  static Arbitrary<CanonicalRecord> records() {
    var all = new ArrayList<>(messages());
    all.addAll(others());
    Arbitrary<Said> said = Arbitraries.oneOf(all);
    Arbitrary<@Nullable Bytes> raw =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(Bytes::of)
            .injectNull(0.3);
    return Combinators.combine(said, text(), maybe(), party(), time(), raw, tree())
        .as(RecordRoundTripTest::record);
  }

  private static CanonicalRecord record(
      Said said,
      String text,
      @Nullable String maybe,
      Party party,
      Instant time,
      @Nullable Bytes raw,
      JsonNode tree) {
    var source = new Source(text, maybe, maybe, text, maybe, new Position(1, 2, 3));
    var attachment =
        new Attachment(
            maybe,
            text,
            5L,
            Sha256.of(Bytes.utf8(text)),
            maybe,
            text,
            Attachment.State.TOO_LARGE,
            true,
            false,
            maybe);
    return new RecordBuilder(RecordIdentity.published().id("test", text), said.kind(), source)
        .version(2)
        .ordinal(7L)
        .conversation(new Conversation(text, "group", maybe))
        .sentAt(time, "minute")
        .sentAtLocal("2024-01-31T21:01", "Europe/London")
        .sentAtAlternative(maybe)
        .confidence(new Confidence("likely", maybe, 0))
        .capturedAt(time)
        .direction("inbound")
        .sender(party)
        .recipient(party)
        .content(said.content())
        .attachment(attachment)
        .context(
            new Context(
                new ReplyTo(text, maybe, party), true, false, List.of(text), tree, maybe == null))
        .target(new Target(text, maybe))
        .raw(raw, raw)
        .extra(tree)
        .warning("code: words")
        .build();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void isWrittenAsTheMapperWouldWriteIt(@ForAll("records") CanonicalRecord record) {
    assertThat(new String(RecordJson.write(record), StandardCharsets.UTF_8))
        .isEqualTo(RecordJson.mapper().writeValueAsString(record));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void jsonGivesTheRecordBack(@ForAll("records") CanonicalRecord record) {
    byte[] json = RecordJson.write(record);
    assertThat(RecordJson.read(json)).isEqualTo(record);
    assertThat(RecordJson.write(RecordJson.read(json))).isEqualTo(json);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void sealedBytesGiveTheRecordBack(@ForAll("records") CanonicalRecord record) {
    byte[] sealed = RecordBytes.write(record);
    assertThat(RecordBytes.read(sealed)).isEqualTo(record);
    JsonNode json = RecordJson.mapper().readTree(RecordBytes.json(sealed).toArray());
    assertThat(json.has("raw")).isFalse();
    assertThat(json.has("rawContext")).isFalse();
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void nothingIsNullOrEmpty(@ForAll("records") CanonicalRecord record) {
    byte[] json = RecordJson.write(record);
    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n");
    requireFull(RecordJson.mapper().readTree(json), "");
  }

  private static void requireFull(JsonNode node, String path) {
    assertThat(node.isNull()).as(path).isFalse();
    if (node.isString()) {
      assertThat(node.stringValue()).as(path).isNotEmpty();
    }
    if (node.isContainer()) {
      assertThat(node.isEmpty()).as(path).isFalse();
      node.forEach(child -> requireFull(child, path + "/"));
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatIsNotKnownIsPassedOver(@ForAll("records") CanonicalRecord record) {
    var json = (ObjectNode) RecordJson.mapper().readTree(RecordJson.write(record));
    json.put("tomorrow", 1);
    ((ObjectNode) json.get("source")).put("tomorrow", "x");
    ((ObjectNode) json.get("content")).putObject("tomorrow").put("a", 1);
    assertThat(RecordJson.read(json)).isEqualTo(record);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void damagedBytesAreRefusedOrAnotherRecordAndNothingElse(
      @ForAll("records") CanonicalRecord record, @ForAll int at, @ForAll byte value) {
    byte[] sealed = RecordBytes.write(record);
    sealed[Math.floorMod(at, sealed.length)] = value;
    requireReadOrRefused(sealed);
    requireReadOrRefused(Arrays.copyOf(sealed, Math.floorMod(at, sealed.length)));
  }

  private static void requireReadOrRefused(byte[] sealed) {
    try {
      assertThat(RecordBytes.read(sealed).id()).isNotNull();
    } catch (ArchiveException e) {
      assertThat(e.category()).isEqualTo(ArchiveException.Category.INVALID);
    }
  }

  @Example
  void fragmentsThatAreEmptyAreNotFragmentsThatAreAbsent() {
    var source = new Source("test", null, null, null, null, null);
    var record =
        new RecordBuilder("id", RecordKind.UNRECOGNISED, source).raw(Bytes.empty(), null).build();
    CanonicalRecord read = RecordBytes.read(RecordBytes.write(record));
    assertThat(read.raw()).isEqualTo(Bytes.empty());
    assertThat(read.rawContext()).isNull();
  }

  @Example
  void whatIsNoRecordIsRefused() {
    for (String json : List.of("", "[]", "7", "{}", "{\"id\":\"x\"}", "{\"kind\":\"odd\"}", "{")) {
      assertThatThrownBy(() -> RecordJson.read(json.getBytes(StandardCharsets.UTF_8)))
          .as(json)
          .isInstanceOf(ArchiveException.class);
    }
  }
}
