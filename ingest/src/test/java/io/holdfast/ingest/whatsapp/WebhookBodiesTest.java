package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class WebhookBodiesTest {
  @Test
  void bodiesAreCutWhereTheyEnd() throws IOException {
    var bodies = read(" {\"a\":\"}{\\\"\"}\n[1]{\"b\":{}}\r\n ");
    assertThat(bodies)
        .containsExactly(
            new WebhookBody.Whole(1, Bytes.utf8("{\"a\":\"}{\\\"\"}")),
            new WebhookBody.Whole(14, Bytes.utf8("[1]")),
            new WebhookBody.Whole(17, Bytes.utf8("{\"b\":{}}")));
  }

  @Test
  void nothingIsNoBody() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read(" \n\t")).isEmpty();
    assertThat(read("\uFEFF\n")).isEmpty();
  }

  @Test
  void whatCannotBeginABodyIsHandedOutToTheEnd() throws IOException {
    var bodies = read("{}\noops {\"a\":1}");
    assertThat(bodies)
        .containsExactly(
            new WebhookBody.Whole(0, Bytes.utf8("{}")),
            new WebhookBody.Broken(
                3, Bytes.utf8("oops {\"a\":1}"), "not-json: no body can begin at byte 3"));
  }

  @Test
  void aCutOffBodyNamesWhereItBegan() throws IOException {
    var bodies = read("{}\n\n{\"a\":");
    assertThat(bodies.getLast())
        .isEqualTo(
            new WebhookBody.Broken(
                4,
                Bytes.utf8("{\"a\":"),
                "not-json: the stream ends inside the body that begins at byte 4"));
  }

  @Test
  void aBodyThatIsTooLargeComesInPiecesAndTheNextIsReadAgain() throws IOException {
    String large = "[" + "1,".repeat(Capture.MAX_BODY) + "1]";
    var bodies = read(large + "{}");
    assertThat(bodies).hasSize(4);
    var together = new StringBuilder();
    for (WebhookBody body : bodies.subList(0, 3)) {
      assertThat(body).isInstanceOf(WebhookBody.Broken.class);
      assertThat(body.offset()).isEqualTo(together.length());
      assertThat(body.bytes().length()).isLessThanOrEqualTo(Capture.MAX_BODY);
      together.append(body.bytes().toUtf8());
    }
    assertThat(together.toString().equals(large)).isTrue();
    assertThat(bodies.getLast()).isEqualTo(new WebhookBody.Whole(large.length(), Bytes.utf8("{}")));
  }

  @Test
  void theLargestBodyIsWhole() throws IOException {
    String largest = "\"" + "x".repeat(Capture.MAX_BODY - 4) + "\"";
    assertThat(read("[" + largest + "]")).singleElement().isInstanceOf(WebhookBody.Whole.class);
  }

  @Property(seed = "20261122")
  void thePiecesTogetherAreTheStream(@ForAll byte[] stream) throws IOException {
    long end = 0;
    var gaps = new StringBuilder();
    for (WebhookBody body : read(stream)) {
      for (long at = end; at < body.offset(); at++) {
        gaps.append((char) (stream[(int) at] & 0xff));
      }
      assertThat(body.bytes())
          .isEqualTo(Bytes.of(stream, (int) body.offset(), body.bytes().length()));
      end = body.offset() + body.bytes().length();
    }
    assertThat(gaps.toString().replaceAll("[ \\n\\r\\t\\u00ef\\u00bb\\u00bf]", "")).isEmpty();
  }

  private static List<WebhookBody> read(String stream) throws IOException {
    return read(stream.getBytes(StandardCharsets.UTF_8));
  }

  private static List<WebhookBody> read(byte[] stream) throws IOException {
    var reader = new WebhookBodies(new ByteArrayInputStream(stream));
    var bodies = new ArrayList<WebhookBody>();
    for (WebhookBody body = reader.next(); body != null; body = reader.next()) {
      bodies.add(body);
    }
    return bodies;
  }
}
