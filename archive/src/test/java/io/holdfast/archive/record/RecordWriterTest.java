package io.holdfast.archive.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Position;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand is byte for byte what the mapper writes. */
class RecordWriterTest {
  @Test
  void leavesOutWhatIsEmptyAsTheMapperDoes() {
    var source = new Source("c", "", null, null, null, new Position(Long.MIN_VALUE, 0, -17));
    sameAsMapper(new RecordBuilder("", RecordKind.MESSAGE, source));
    sameAsMapper(
        new RecordBuilder("id", RecordKind.MESSAGE, source)
            .sender(Party.ofName(""))
            .recipient(Party.ofName(""))
            .content(new Content.Text("", null))
            .confidence(new Confidence("", null, null))
            .context(new Context(null, null, null, List.of(), null, null))
            .target(new Target(null, ""))
            .raw(Bytes.empty(), Bytes.utf8("abc"))
            .extra(RecordJson.mapper().readTree("{}"))
            .warning("")
            .warning("two"));
    sameAsMapper(
        new RecordBuilder("id", RecordKind.MESSAGE, new Source("", null, null, null, null, null))
            .content(new Content.Contacts(List.of()))
            .context(
                new Context(null, true, false, List.of(""), RecordJson.mapper().nullNode(), true))
            .extra(RecordJson.mapper().readTree("{\"a\":null,\"b\":{}}")));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        9,
        10,
        99,
        100,
        -1,
        -10,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE + 1L,
        21_474_836_470L,
        Integer.MIN_VALUE,
        999_999_999_999_999_999L,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
      })
  void writesNumbersAsTheMapperDoes(long number) {
    var source = new Source("c", null, null, null, null, new Position(number, number, 7));
    sameAsMapper(new RecordBuilder("id", RecordKind.MESSAGE, source).ordinal(number));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        951_782_399,
        951_782_400,
        1_709_251_199,
        253_402_300_799L,
        253_402_300_800L,
        -62_167_219_200L,
        -62_167_219_201L
      })
  void writesTimesAsTheMapperDoes(long second) {
    var at = Instant.ofEpochSecond(second);
    sameAsMapper(builder("x").sentAt(at, "second").capturedAt(at.plusSeconds(86_399)));
    sameAsMapper(builder("x").sentAt(at.plusMillis(120), "second").capturedAt(at.plusNanos(1)));
  }

  @Test
  void writesEveryCharacterAsTheMapperDoes() {
    var all = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate(c)) {
        all.append(c);
      }
    }
    sameAsMapper(builder(all.append("😂\ud83d\udc68\u200d\ud83d\udc69").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "x\udc00y", "a\ud800b", "\udc00\ud800", "é\ud83d"})
  void writesHalvesOfPairsAsTheMapperDoes(String text) {
    CanonicalRecord record = builder(text).build();
    assertThat(RecordJson.write(record)).isEqualTo(RecordJson.mapper().writeValueAsBytes(record));
  }

  @Test
  void linesAreTheSameRecordsAndAreForgottenOnRequest() throws IOException {
    var lines = new RecordLines();
    lines.add(builder("one").build());
    lines.clear();
    String expected = "";
    for (int i = 0; i < 3_000; i++) {
      CanonicalRecord record = builder("line " + i).ordinal((long) i).build();
      lines.add(record);
      expected += i == 2_999 ? RecordJson.mapper().writeValueAsString(record) + "\n" : "";
    }
    var out = new ByteArrayOutputStream();
    lines.writeTo(out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(lines.size()).isEqualTo(out.size());
    assertThat(text.lines()).hasSize(3_000);
    assertThat(text).endsWith("\n" + expected);
  }

  private static RecordBuilder builder(String text) {
    return new RecordBuilder(
            "id", RecordKind.MESSAGE, new Source("c", null, null, null, null, null))
        .content(new Content.Text(text, null))
        .warning(text);
  }

  private static void sameAsMapper(RecordBuilder builder) {
    CanonicalRecord record = builder.build();
    assertThat(new String(RecordJson.write(record), StandardCharsets.UTF_8))
        .isEqualTo(RecordJson.mapper().writeValueAsString(record));
  }
}
