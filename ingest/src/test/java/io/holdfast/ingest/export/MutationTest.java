package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;

/** Whatever happens to a byte or to a stretch of bytes, nothing is thrown and nothing is lost. */
@NullUnmarked
class MutationTest {
  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
        "31/01/2024, 21:01 - ",
        "1/31/24, 9:01\u202fPM - ",
        "[31/01/2024, 21:01:02] ",
        "[24. 1. 31. 오후 9:01:02] ",
        "[2024/1/31 下午9:01:02] ",
        "[21:01:02 31/1/24] ",
        "31/01/2024 21:01:02: ",
        "۲۰۲۴/۱/۳۱، ۲۱:۰۱ - ",
        "31 Jan 2024 21:01 - ",
        "31 Jan 21:01 - ",
        "Wednesday, 31 January 2024 21:01 - ",
        "[令和6/1/31 21:01:02] ",
        "[3/18/2565 BE, 2:56:00 PM] ",
        "5/3/67 21:07 - ",
        "[\u200f31\u200f/1\u200f/2024، 9:01:02 م] ",
        "[2024-01-31 21 h 01 min 02 s] ");
  }

  private static byte[] file(String header) {
    String end = header.startsWith("[") ? "\r\n" : "\n";
    var text = new StringBuilder();
    for (String body :
        List.of(
            "Ana: ok",
            "Ben: two\nlines",
            "Ana added Ben",
            "Ops: Night: a",
            "Ana: \u200e<attached: 00000001-PHOTO-2024-01-31-21-01-02.jpg>",
            "Ana: IMG-20240131-WA0001.jpg (file attached)\ncaption",
            "Ben: ",
            "Ana: <Media omitted>",
            "👍: \u2028x\u0000y\r\nz")) {
      text.append(header).append(body).append(end);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 3000, seed = "20261122")
  void nothingIsThrownAndNothingIsLost(@ForAll("headers") String header, @ForAll Random random) {
    byte[] text = file(header);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length);
      text[at] = random.nextBoolean() ? (byte) random.nextInt(256) : text[random.nextInt(at + 1)];
    }
    var all = new ByteArrayOutputStream();
    try {
      Exports.read("c.txt", text, ExportOptions.standard().withRaw(true))
          .forEach(record -> all.writeBytes(record.raw().toArray()));
    } catch (ArchiveException e) {
      assertThat(e.category()).isEqualTo(ArchiveException.Category.INVALID);
      return;
    }
    assertThat(Bytes.of(all.toByteArray())).isEqualTo(Bytes.of(text));
  }
}
