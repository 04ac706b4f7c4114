package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullUnmarked;

/** The quick look at a header says yes only where the thorough one does, and reads the same. */
@NullUnmarked
class PlainHeadersTest {
  private static final String[] HEADERS = {"02/01/2024, 09:04 - ", "2024-01-02, 09.04 - "};

  private static final List<HeaderTemplate> TEMPLATES =
      Arrays.stream(HEADERS).map(PlainHeadersTest::template).toList();

  private static HeaderTemplate template(String header) {
    byte[] text = Utf8.bytes((header + "Ana: hello there\n").repeat(5));
    try (ExportFile file = ExportFile.ofText("chat.txt", text)) {
      return file.plan(ExportOptions.standard()).template();
    }
  }

  @Property(tries = 3_000, seed = "20261122")
  void agreesWithTheMatcher(
      @ForAll @IntRange(max = 1) int which,
      @ForAll @IntRange(max = 30) int at,
      @ForAll byte other) {
    byte[] line = Utf8.bytes(HEADERS[which] + "Ana: hello there");
    HeaderTemplate template = TEMPLATES.get(which);
    PlainHeaders plain = PlainHeaders.of(template);
    assertThat(plain).as(HEADERS[which]).isNotNull();
    agree(plain, template, line, true);
    line[at % line.length] = other;
    agree(plain, template, line, false);
  }

  private static void agree(
      PlainHeaders plain, HeaderTemplate template, byte[] line, boolean certain) {
    var quick = new Header();
    var thorough = new Header();
    boolean found = new HeaderMatcher(template).match(line, 0, line.length, thorough);
    if (plain.match(line, 0, line.length, quick)) {
      assertThat(found).as(Utf8.text(line, 0, line.length)).isTrue();
      assertThat(quick.values).isEqualTo(thorough.values);
      assertThat(quick.end).isEqualTo(thorough.end);
    } else {
      assertThat(certain).isFalse();
    }
  }
}
