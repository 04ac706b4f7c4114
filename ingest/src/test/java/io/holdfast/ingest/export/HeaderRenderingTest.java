package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of a header, written by the template that was learned, are the header again. */
@NullUnmarked
class HeaderRenderingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/01/2024, 21:01 - ",
        "5/3/24, 9:07 - ",
        "05.03.24 09:07 - ",
        "24. 3. 5. 21:07 - ",
        "2024年3月5日 21:07 - ",
        "[5‏/3‏/2024، 21:07:08] ",
        "[٠٥‏/٠٣‏/٢٠٢٤، ٢١:٠٧:٠٨] ",
        "[2024/3/5\u200921:07:08] ",
        "[21:07:08 5/3/24] ",
        "[5.3.2024 klo 21.07.08] ",
        "[2024-03-05 21 h 07 min 08 s] ",
        "05/03/2024 21:07:08: ",
        "[AP ۱۴۰۲/۱۲/۱۵, ۲۱:۰۷:۰۸] "
      })
  void aHeaderIsItsTemplateWithItsNumbers(String header) {
    byte[] text = (header + "Ana: hi\r\n").repeat(3).getBytes(StandardCharsets.UTF_8);
    try (ExportFile file = ExportFile.ofText("c.txt", text)) {
      HeaderTemplate template = file.plan(ExportOptions.standard()).template();
      var numbers = new Header();
      assertThat(new HeaderMatcher(template).match(text, 0, text.length, numbers)).isTrue();
      assertThat(render(template, numbers)).isEqualTo(header);
      assertThat(numbers.end).isEqualTo(header.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private static String render(HeaderTemplate template, Header header) {
    var text = new StringBuilder();
    int number = 0;
    for (Part part : template.parts()) {
      text.append(part.isLiteral() ? part.literal() : number(template, part, header, number));
      number += part.counts() ? 1 : 0;
    }
    return text.toString();
  }

  private static String number(HeaderTemplate template, Part part, Header header, int index) {
    String digits = Integer.toString(header.values[index]);
    String padded = "0".repeat(Math.max(0, part.minDigits() - digits.length())) + digits;
    var text = new StringBuilder();
    padded.chars().forEach(c -> text.appendCodePoint(template.zero() + c - '0'));
    return text.toString();
  }
}
