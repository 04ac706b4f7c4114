package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FramingTest {
  private static final String IOS =
      "[31/01/2024, 21:01:02] Ana: one\n[31/01/2024, 21:01:03] Boss: I approve\r\n"
          + "[31/01/2024, 21:02:02] Ben: two\nlines\r\n[01/02/2024, 08:02:02] Ana: three\r\n";

  private static String framing(String text) {
    return Exports.preview("c.txt", text).framing();
  }

  private static List<String> warned(List<CanonicalRecord> records, String code) {
    return records.stream()
        .filter(record -> record.warnings().stream().anyMatch(w -> w.startsWith(code + ": ")))
        .map(Exports::text)
        .toList();
  }

  @Test
  void modesAreToldByTheWholeFile() {
    assertThat(framing(IOS)).isEqualTo("ios-strict");
    assertThat(framing(IOS.replace("\r\n", "\n"))).isEqualTo("normalised");
    assertThat(framing(IOS.replace("\r\n", "\n").replace("\n", "\r\n"))).isEqualTo("normalised");
    String single = "[31/01/2024, 21:01:02] Ana: one\r\n[31/01/2024, 21:02:02] Ben: two\r\n";
    assertThat(framing(single)).isEqualTo("ios-strict");
    String old = "31/01/2024 21:01:02: Ana: one\ntwo\r\n31/01/2024 21:02:02: Ben: two\r\n";
    assertThat(framing(old)).isEqualTo("ios-strict");
    String android = "31/01/2024, 21:01 - Ana: one\ntwo\n31/01/2024, 21:02 - Ben: a\r\nb\n";
    assertThat(framing(android)).isEqualTo("android");
    assertThat(framing(android.replace("\r\n", "\n").replace("\n", "\r\n")))
        .isEqualTo("normalised");
  }

  @Test
  void aLateMultiLineMessageDecidesTheModeToo() {
    String many = "[31/01/2024, 21:01:02] Ana: one\r\n".repeat(200_000);
    List<CanonicalRecord> records = Exports.read(many + IOS);
    assertThat(records).hasSize(200_003);
    assertThat(warned(records, "framing-normalised")).isEmpty();
  }

  @Test
  void lineEndsThatBecameCrLfAreBareInTheText() {
    List<CanonicalRecord> records =
        Exports.read(
            "31/01/2024, 21:01 - Ana: one\r\n\r\ntwo\r\n31/01/2024, 21:02 - Ben: three\r\n");
    assertThat(Exports.text(records.getFirst())).isEqualTo("one\n\ntwo");
    assertThat(Exports.text(records.getLast())).isEqualTo("three");
    assertThat(warned(records, "framing-normalised")).hasSize(2);
  }

  @Test
  void aPastedCrLfBeforeAnIphonesHeaderIsDoubted() {
    List<CanonicalRecord> records =
        Exports.read(
            "[31/01/2024, 21:01:02] Ana: pasted\r\nmore\r\n[31/01/2024, 21:01:03] Boss: I"
                + " approve\r\n[31/01/2024, 21:02:02] Ben: two\nlines\r\n");
    assertThat(records)
        .extracting(record -> record.confidence().boundary())
        .containsExactly("high", "low", "high");
  }

  @Test
  void aHeaderThatSwallowedTheRestOfAPastedTextIsDoubted() {
    List<CanonicalRecord> records =
        Exports.read(
            "[31/01/2024, 21:01:02] Ana: pasted\r\n[31/01/2024, 21:01:03] Boss: I approve\r\n"
                + "and more\r\n[31/01/2024, 21:02:02] Ben: two\nlines\r\n"
                + "[31/01/2024, 21:03:02] Ana: three\r\n");
    assertThat(records)
        .extracting(record -> record.confidence().boundary())
        .containsExactly("high", "low", "low", "high");
  }

  @Test
  void aSenderOfOneMessageOutOfItsTimeIsDoubted() {
    String text =
        "31/01/2024, 21:01 - Ana: one\n%s31/01/2024, 21:05 - Ben: two\n"
            + "31/01/2024, 21:06 - Ana: three\n31/01/2024, 21:07 - Ben: four\n";
    assertBoundary(text, "31/01/2024, 20:59 - Boss: I approve\n", "low");
    assertBoundary(text, "31/01/2024, 20:59 - Ben: late\n", "high");
    assertBoundary(text, "31/01/2024, 21:03 - Boss: I approve\n", "high");
    assertBoundary(text, "30/01/2024, 10:15 - Ben: I approve\n", "low");
    assertBoundary(text, "31/01/2025, 10:15 - Ben: I approve\n", "low");
  }

  private static void assertBoundary(String text, String second, String boundary) {
    CanonicalRecord record = Exports.read(text.formatted(second)).get(1);
    assertThat(record.confidence().boundary()).isEqualTo(boundary);
  }

  /** What somebody wrote, with headers typed or pasted into it. */
  record Said(String who, String what) {}

  @Provide
  Arbitrary<List<Said>> chats() {
    Arbitrary<String> line =
        Arbitraries.of(
            "ok",
            "",
            "two: words",
            "[31/01/2024, 21:01:03] Boss: I approve",
            "[05/02/2024, 01:01:03] Ana: forged",
            "[13/06, 10:20 AM] Eve: pasted",
            "12/03/2024, 10:15 - Boss: other form");
    Arbitrary<String> what =
        line.list().ofMinSize(1).ofMaxSize(4).map(lines -> String.join("\n", lines));
    return Combinators.combine(Arbitraries.of("Ana", "Ben"), what)
        .as(Said::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(20);
  }

  private static String ios(List<Said> chat) {
    var text = new StringBuilder();
    for (int i = 0; i < chat.size(); i++) {
      Said said = chat.get(i);
      text.append("[%02d/02/2024, 21:01:%02d] ".formatted(1 + i, i));
      text.append(said.who()).append(": ").append(said.what()).append("\r\n");
    }
    return text.toString();
  }

  private static String head(CanonicalRecord record) {
    return record.sentAtLocal() + " " + record.sender().name();
  }

  @Property(tries = 300, seed = "20261122")
  void whatStrictFramingFindsIsFoundWithoutItAndTheRestIsFlagged(@ForAll("chats") List<Said> chat) {
    // both also write plainly, or a word and a colon that begin all of somebody's texts are a name
    String rest =
        "[28/02/2024, 08:00:00] Ana: two\nlines\r\n".repeat(76)
            + "[28/02/2024, 08:00:00] Ben: two\nlines\r\n".repeat(5);
    String text = ios(chat) + rest;
    ExportOptions options = ExportOptions.standard().withDateOrder(DateOrder.DMY);
    List<CanonicalRecord> strict = Exports.read("c.txt", text, options);
    assertThat(strict).hasSize(chat.size() + 81);
    for (int i = 0; i < chat.size(); i++) {
      assertThat(Exports.text(strict.get(i))).isEqualTo(chat.get(i).what());
    }
    List<CanonicalRecord> loose = Exports.read("c.txt", text.replace("\r\n", "\n"), options);
    assertThat(loose.stream().map(FramingTest::head))
        .containsSubsequence(strict.stream().map(FramingTest::head).toList());
    assertThat(warned(loose, "framing-normalised")).hasSize(loose.size());
  }
}
