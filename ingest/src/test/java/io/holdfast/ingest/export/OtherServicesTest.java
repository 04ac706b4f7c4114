package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other services and programs write is refused, in words that say what it is. */
@NullUnmarked
class OtherServicesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"name\":\"Ana\",\"messages\":[{\"date\":\"2024-03-05T21:07:08\"}]}'|JSON",
        "'<!DOCTYPE html><html><body>05.03.2024 21:07:08 Ana</body></html>'|web page",
        "'[2024-03-05, 21:07] Ana: hi'|Signal",
        "'[00:42, 9.9.2017] Ana: hi'|copied from the app",
        "'[ 5/3/2024 ][ 21:07:08 ] Ana: hi'|no line",
        "'Ana, [12.03.24 10:15]'|no line",
        "'2024-03-05T21:07:08Z Ana: hi'|no line",
        "'01.04.2024 - 16:00:27; ME: hi'|no line",
        "'2024년 3월 5일 오후 9:07, 나 : 네'|no line",
      })
  void areRefused(String line, String words) {
    assertThatThrownBy(() -> Exports.read((line + "\n").repeat(4)))
        .hasMessageContaining("not read as an exported chat: ")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2024-03-05, 21:07:08] ",
        "[2024/03/05 21:07] ",
        "[2024-03-05, 9:07 PM] ",
        "2024-03-05, 21:07 - "
      })
  void whatLooksAlikeIsRead(String header) {
    assertThat(Exports.read((header + "Ana: hi\n").repeat(4))).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "13. 6. 2018. 21:25:15|2018-06-13T21:25:15",
        "6/13/18 9:25:15 PM|2018-06-13T21:25:15",
        "13/6/18 9:25:15 p.\u00a0m.|2018-06-13T21:25:15",
      })
  void aSpaceMayEndAStampWithSeconds(String stamp, String time) {
    List<CanonicalRecord> records =
        Exports.read(stamp + " Ana: one\nmore: text\n" + stamp + " Ben Kos: two\n");
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().sentAtLocal()).isEqualTo(time);
    assertThat(records.getFirst().sender().name()).isEqualTo("Ana");
    assertThat(records.getFirst().content().text()).isEqualTo("one\nmore: text");
    assertThat(records.getLast().sender().name()).isEqualTo("Ben Kos");
    assertThat(records.getLast().content().text()).isEqualTo("two");
  }

  @Test
  void aStampWithoutSecondsNeedsItsDash() {
    List<CanonicalRecord> records =
        Exports.read("[01.02.19, 14:20:03] Ana: what?\n2/11/19, 14:48 Ben: of another chat\n");
    assertThat(records).hasSize(1);
  }
}
