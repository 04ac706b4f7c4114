package io.holdfast.archive.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordIdentityTest {
  @Test
  void publishedVectorsHold() throws IOException {
    byte[] json = Files.readAllBytes(RecordSchema.docs().resolve("test-vectors/ids.json"));
    JsonNode vectors = RecordJson.mapper().readTree(json);
    for (JsonNode vector : vectors) {
      var identity =
          new RecordIdentity(Bytes.wrap(HexFormat.of().parseHex(vector.path("key").asString())));
      var parts = new ArrayList<String>();
      vector.path("parts").forEach(part -> parts.add(part.asString()));
      assertThat(identity.id(vector.path("domain").asString(), parts))
          .isEqualTo(vector.path("id").asString());
    }
    assertThat(vectors).hasSizeGreaterThan(4);
  }

  @Test
  void bytesAreAPartAsTheyAre() {
    RecordIdentity identity = RecordIdentity.published();
    byte[] text = ("xx" + "é".repeat(400) + "y").getBytes(StandardCharsets.UTF_8);
    RecordIdentity.Series series = identity.series("export-message", "conversation");
    assertThat(series.id(text, 2, text.length - 1, "0", "1"))
        .isEqualTo(identity.id("export-message", "conversation", "é".repeat(400), "0", "1"))
        .isNotEqualTo(series.id(text, 2, text.length, "0", "1"));
  }
}
