package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExportOverlapTest {
  private static final List<String> CHAT =
      List.of(
          "28/01/2024, 21:01 - Ana: one",
          "29/01/2024, 21:01 - Ana: two",
          "30/01/2024, 21:01 - Ben: three",
          "31/01/2024, 21:01 - Ana: four",
          "31/01/2024, 21:01 - Ana: four",
          "01/02/2024, 08:00 - Ben: five");

  private static ExportOverlap check(List<String> first, List<String> second) {
    try (ExportFile a = file(first);
        ExportFile b = file(second)) {
      return ExportOverlap.of(a, b, ExportOptions.standard().withDateOrder(DateOrder.DMY));
    }
  }

  private static ExportFile file(List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    return ExportFile.ofText("chat.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSharedStretchJoinsThemInEitherOrder() {
    ExportOverlap joined = check(CHAT.subList(0, 5), CHAT.subList(2, 6));
    assertThat(joined.verdict()).isEqualTo("joined");
    assertThat(joined.shared()).isEqualTo(3);
    assertThat(joined.sharedFrom()).isEqualTo("2024-01-30T21:01");
    assertThat(joined.sharedTo()).isEqualTo("2024-01-31T21:01");
    assertThat(check(CHAT.subList(2, 6), CHAT.subList(0, 5)).shared()).isEqualTo(3);
  }

  @Test
  void nothingInCommonIsAHoleWithItsEdges() {
    ExportOverlap hole = check(CHAT.subList(4, 6), CHAT.subList(0, 3));
    assertThat(hole.verdict()).isEqualTo("hole");
    assertThat(hole.joined()).isFalse();
    assertThat(hole.sentence())
        .isEqualTo(
            "Hole: the second ends 2024-01-30T21:01, the first begins 2024-01-31T21:01, nothing"
                + " is in common.");
  }

  @Test
  void whatOneLacksOfTheSharedStretchIsCounted() {
    ExportOverlap differing =
        check(CHAT, List.of(CHAT.get(0), CHAT.get(1), CHAT.get(3), CHAT.get(5)));
    assertThat(differing.verdict()).isEqualTo("joined-with-differences");
    assertThat(differing.onlyFirst()).isEqualTo(2);
    assertThat(differing.onlySecond()).isZero();
  }

  @Test
  void anIphonesExportJoinsAnAndroids() {
    ExportOverlap joined =
        check(
            CHAT,
            List.of(
                "[30/01/2024, 21:01:59] Benny: three\r",
                "[31/01/2024, 21:01:03] Ana M: four\r",
                "[31/01/2024, 21:01:07] Ana M: four\r"));
    assertThat(joined.verdict()).isEqualTo("joined");
  }

  @Test
  void anotherChatOfTheSameTimeIsNotTheSame() {
    assertThat(
            check(CHAT, List.of("28/01/2024, 21:01 - X: a", "31/01/2024, 22:01 - Y: b")).verdict())
        .isEqualTo("nothing-in-common");
  }
}
