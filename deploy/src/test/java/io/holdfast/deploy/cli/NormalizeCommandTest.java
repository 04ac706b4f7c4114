package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class NormalizeCommandTest {
  private static final String BODY =
      """
      {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
      "messaging_product":"whatsapp",
      "metadata":{"display_phone_number":"442079460321","phone_number_id":"305512988410076"},
      "contacts":[{"profile":{"name":"Ann"},"wa_id":"447700900123"}],
      "messages":[{"from":"447700900123","id":"wamid.%s","timestamp":"1782902135","type":"text",
      "text":{"body":"Grüße %s"}}]}}]}]}
      """;

  private final CommandRun run = new CommandRun();

  @TempDir Path folder;

  @Test
  void readsSeveralBodiesFromStandardInput() {
    String input = BODY.formatted("a", "one") + BODY.formatted("b", "two");
    assertThat(run.reading(bytes(input)).execute("normalize")).isZero();
    assertThat(texts()).containsExactly("Grüße one", "Grüße two");
    assertThat(run.json()).noneMatch(each -> each.has("raw") || each.has("rawContext"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void readsFilesInTheirOrderAndAddsRawBytesOnRequest() throws IOException {
    Path one = Files.writeString(folder.resolve("1.json"), BODY.formatted("a", "one"));
    Path two = Files.writeString(folder.resolve("2.json"), BODY.formatted("b", "two"));
    assertThat(run.execute("normalize", "--raw", two.toString(), one.toString())).isZero();
    assertThat(texts()).containsExactly("Grüße two", "Grüße one");
    assertThat(run.json()).allMatch(each -> each.has("raw"));
  }

  @Test
  void aBrokenBodyIsARecordAndASentence() {
    String input = BODY.formatted("a", "one") + "{\"object\": 1}" + "{\"cut\": [";
    assertThat(run.reading(bytes(input)).execute("normalize")).isZero();
    assertThat(run.json())
        .extracting(each -> each.path("kind").asString())
        .containsExactly("message", "unrecognised", "unrecognised");
    assertThat(run.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("holdfast: standard input: the body at byte "));
  }

  @Test
  void aFileThatCannotBeReadIsOneAndTheOthersAreStillRead() throws IOException {
    Path good = Files.writeString(folder.resolve("1.json"), BODY.formatted("a", "one"));
    String missing = folder.resolve("missing.json").toString();
    assertThat(run.execute("normalize", missing, good.toString())).isEqualTo(1);
    assertThat(texts()).containsExactly("Grüße one");
    assertThat(run.err()).isEqualTo("holdfast: " + missing + ": there is no such file\n");
  }

  private Iterable<String> texts() {
    return run.json().stream()
        .map((JsonNode each) -> each.path("content").path("text").asString(""))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
