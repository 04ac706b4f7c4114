package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** On Android a pasted piece of an export reads as records; it goes back in time and says so. */
@NullUnmarked
class RecallTest {
  private static final String TALK =
      "01/02/2024, 09:0%d - Ana: one\n01/02/2024, 09:0%d - Ben: two\n";
  private static final String FRONT =
      TALK.formatted(0, 1) + TALK.formatted(2, 3) + TALK.formatted(4, 5);
  private static final String PASTED =
      "25/01/2024, 10:15 - Ana: look\n25/01/2024, 10:16 - Ben: I approve\n"
          + "25/01/2024, 10:17 - Ana: thanks\n";
  private static final String BEHIND = TALK.formatted(6, 7) + TALK.formatted(8, 9);

  private static List<String> boundaries(String text) {
    return Exports.read(text).stream().map(record -> record.confidence().boundary()).toList();
  }

  @Test
  void eachRecordOfAPastedPieceIsDoubted() {
    List<String> boundaries = boundaries(FRONT + PASTED + BEHIND);
    assertThat(boundaries).hasSize(13);
    assertThat(boundaries.subList(6, 9)).containsOnly("low");
    assertThat(boundaries.subList(0, 6)).containsOnly("high");
    assertThat(boundaries.subList(9, 13)).containsOnly("high");
  }

  @Test
  void anIphonesFramingNeedsNoDoubt() {
    String text = (FRONT + PASTED + BEHIND).replaceAll("(?m)^([^-]+) - ", "[$1:00] ");
    assertThat(boundaries(text.replace("\n", "\r\n"))).containsOnly("high");
  }

  @Test
  void aClockThatWentBackForGoodIsNotDoubtedForEver() {
    List<String> boundaries = boundaries(FRONT + PASTED.repeat(40));
    assertThat(boundaries.subList(6, 50)).containsOnly("low");
    assertThat(boundaries.subList(60, 126)).containsOnly("high");
  }

  @Test
  void theFirstNoticesAreOftenDatedLater() {
    String notice =
        "23/03/2024, 10:00 - Messages and calls are end-to-end encrypted. Learn more.\n";
    assertThat(boundaries(notice + FRONT + BEHIND)).containsOnly("high");
  }

  @Test
  void slicesKnowOfIt() {
    byte[] text = (FRONT + PASTED + BEHIND).getBytes(StandardCharsets.UTF_8);
    try (ExportFile file = ExportFile.ofText("chat.txt", text)) {
      ExportOptions options = ExportOptions.standard();
      ExportPlan plan = file.plan(options);
      List<ExportSlice> slices = file.slices(plan, 2, 1 << 21);
      assertThat(slices).hasSizeGreaterThan(8);
      var pieces = new ArrayList<CanonicalRecord>();
      for (ExportSlice slice : slices) {
        byte[] piece = Arrays.copyOfRange(text, (int) slice.from(), (int) slice.to());
        var context = new SliceContext(plan, slice, null, false, Map.of());
        pieces.addAll(ExportSlices.read(piece, context, options.identity()));
      }
      assertThat(pieces).isEqualTo(Exports.read(new String(text, StandardCharsets.UTF_8)));
    }
  }
}
