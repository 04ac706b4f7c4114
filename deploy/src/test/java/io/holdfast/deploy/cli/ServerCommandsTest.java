package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.deploy.NamesOfFiles;
import io.holdfast.deploy.client.StubServer;
import io.holdfast.deploy.client.StubServer.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerCommandsTest {
  private static final String IMPORTS = "/api/v1/imports";
  private static final String HIT =
      """
      {"record":{"sentAt":"2026-01-31T21:04:00Z","sender":{"name":"Ann\\u001b[31m"},
      "conversation":{"id":"c1","name":"Haldon"},"content":{"type":"text","text":"x"}},
      "highlights":["R&amp;D <mark>invoice</mark> due"],"custodians":["Ruth"]}\
      """;

  private final CommandRun run = new CommandRun();

  @TempDir Path folder;
  private final StubServer server = start();

  private static StubServer start() {
    try {
      return new StubServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void pointAtTheServer() {
    run.with(Map.of("HOLDFAST_SERVER", server.url(), "HOLDFAST_TOKEN", StubServer.TOKEN));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void namesOfFilesKeepTheirLetters() throws IOException {
    NamesOfFiles.assumeUtf8();
    server
        .on("POST " + IMPORTS, 202, "{\"id\":\"i1\"}")
        .on("GET " + IMPORTS + "/i1", 200, "{\"state\":\"done\",\"counts\":{}}");
    Path chat = Files.writeString(folder.resolve("chat ü.txt"), "0123456789");
    run.execute("import", chat.toString());
    assertThat(server.asked().getFirst().text()).contains("filename=\"chat ü.txt\"");
  }

  @Test
  void importStreamsTheFileAndPrintsWhatWasArchived() throws IOException {
    server
        .on("POST " + IMPORTS, 202, "{\"id\":\"i1\"}")
        .on("GET " + IMPORTS + "/i1", 200, "{\"state\":\"receiving\"}")
        .on("GET " + IMPORTS + "/i1", 503, "{\"title\":\"restarting\"}")
        .on("GET " + IMPORTS + "/i1", 200, "{\"state\":\"archiving\",\"counts\":{\"messages\":9}}")
        .on(
            "GET " + IMPORTS + "/i1",
            200,
            "{\"state\":\"done\",\"counts\":{\"messages\":9},\"warnings\":{\"date-order-guessed\":4},"
                + "\"earlier\":[{\"id\":\"i0\",\"fileName\":\"old.txt\",\"overlap\":{\"verdict\":\"joined\",\"sentence\":\"They"
                + " join: 4 messages.\"}}]}");
    Path chat = Files.writeString(folder.resolve("chat \"a\".txt"), "0123456789");
    assertThat(
            run.execute(
                "import", "--zone", "Europe/London", "--date-order", "dmy", chat.toString()))
        .isZero();
    Asked upload = server.asked().getFirst();
    assertThat(upload.text())
        .contains("name=\"zone\"")
        .contains("Europe/London")
        .contains("name=\"dateOrder\"")
        .contains("filename=\"chat %22a%22.txt\"")
        .contains("\r\n\r\n0123456789\r\n--")
        .endsWith("--\r\n");
    assertThat(run.out()).contains("archived as import i1").containsPattern("messages +9");
    assertThat(run.out()).containsPattern("date-order-guessed +4");
    assertThat(run.out()).contains("joined with old.txt (import i0): They join: 4 messages.");
    assertThat(run.err()).contains("uploading").contains("archiving").doesNotContain("\033");
  }

  @Test
  void importStopsAtAQuestion() throws IOException {
    server
        .on("POST " + IMPORTS, 202, "{\"id\":\"i2\"}")
        .on(
            "GET " + IMPORTS + "/i2",
            200,
            "{\"state\":\"needs-decision\",\"question\":\"Day first?\"}");
    assertThat(run.execute("import", chat())).isEqualTo(3);
    assertThat(run.err()).contains("Day first?").contains("--date-order").contains("i2");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void importTellsWhatWentWrongAndGoesOnWithTheNext() throws IOException {
    server
        .on("POST " + IMPORTS, 202, "{\"id\":\"i3\"}")
        .on("GET " + IMPORTS + "/i3", 200, "{\"state\":\"failed\",\"failure\":\"Not a chat.\"}");
    String missing = folder.resolve("missing.zip").toString();
    assertThat(run.execute("import", missing, chat())).isEqualTo(1);
    assertThat(run.err()).contains(missing + ": there is no such file").contains("Not a chat.");
  }

  @Test
  void aWrongTokenAndAMissingServerAreOneSentence() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "hf_wrong\n");
    assertThat(run.execute("search", "--token", "file:" + token, "invoice")).isEqualTo(1);
    assertThat(run.err()).contains("does not know this token").doesNotContain("hf_wrong");
    server.close();
    CommandRun later = new CommandRun();
    assertThat(later.execute("search", "--server", server.url(), "--token", "t", "x")).isEqualTo(1);
    assertThat(later.err().lines()).hasSize(1);
    assertThat(later.err()).contains("cannot be reached");
    CommandRun bare = new CommandRun();
    assertThat(bare.execute("search", "x")).isEqualTo(1);
    assertThat(bare.err()).contains("a token is needed");
  }

  @Test
  void searchPrintsJsonPageByPageWhereNobodyLooks() {
    server
        .on("GET /api/v1/search", 200, answer(150, HIT, "\"cursor\":\"next\","))
        .on("GET /api/v1/search", 200, answer(150, HIT, ""));
    assertThat(run.execute("search", "--size", "101", "--from", "2026-01-01", "invoice", "ü"))
        .isZero();
    assertThat(run.json()).hasSize(2);
    assertThat(run.json().getFirst().path("record").path("conversation").path("id").asString())
        .isEqualTo("c1");
    assertThat(server.asked().getFirst().path())
        .isEqualTo("/api/v1/search?q=invoice+%C3%BC&size=100&from=2026-01-01");
    assertThat(server.asked().get(1).path()).contains("cursor=next");
    assertThat(run.err())
        .contains("2 of 150 hits; searchable up to what was captured by 2026-02-01T00:00:00Z.")
        .contains("Not covered: 3 attachments are unread");
  }

  @Test
  void searchPrintsATableWhereAPersonLooks() {
    server.on("GET /api/v1/search", 200, answer(1, HIT, ""));
    assertThat(run.onTerminal().execute("search", "invoice")).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out())
        .contains("2026-01-31 21:04  Ann [31m")
        .contains("Haldon")
        .contains("R&D \033[1minvoice\033[22m due");
  }

  @Test
  void searchSaysWhatTheServerSaid() {
    server.on(
        "GET /api/v1/search", 400, "{\"title\":\"Not understood\",\"detail\":\"a quote is open\"}");
    assertThat(run.execute("search", "\"x")).isEqualTo(1);
    assertThat(run.err()).isEqualTo("holdfast: Not understood: a quote is open\n");
  }

  private String chat() throws IOException {
    return Files.writeString(folder.resolve("chat.txt"), "x").toString();
  }

  private static String answer(int total, String hit, String cursor) {
    return """
    {"total":%d,%s"hits":[%s],"searchableUpTo":"2026-02-01T00:00:00Z",
    "blindSpots":[{"kind":"text","count":3,"explanation":"3 attachments are unread"}]}\
    """
        .formatted(total, cursor, hit);
  }
}
