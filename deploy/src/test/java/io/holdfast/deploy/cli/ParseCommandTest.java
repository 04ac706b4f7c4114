package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ParseCommandTest {
  private static final String CHAT =
      """
      31/01/2026, 21:04 - Ann Lee: Grüße 👋
      second line
      31/01/2026, 21:05 - Bob: <Media omitted>
      01/02/2026, 08:00 - Ann Lee: invoice
      """;

  private final CommandRun run = new CommandRun();

  @TempDir Path folder;
  private Path chat = Path.of("none");

  @BeforeEach
  void writeChat() throws IOException {
    chat = Files.writeString(folder.resolve("WhatsApp Chat with Bob.txt"), CHAT);
  }

  @Test
  void printsOneObjectALineInUtf8() {
    assertThat(run.execute("parse", chat.toString())).isZero();
    assertThat(run.out()).endsWith("}\n").doesNotContain("\r").contains("Grüße 👋");
    assertThat(run.json())
        .extracting(each -> each.path("sentAt").asString())
        .containsExactly("2026-01-31T21:04:00Z", "2026-01-31T21:05:00Z", "2026-02-01T08:00:00Z");
    JsonNode first = run.json().getFirst();
    assertThat(first.path("content").path("text").asString()).isEqualTo("Grüße 👋\nsecond line");
    assertThat(first.has("raw")).isFalse();
    assertThat(first.has("capturedAt")).isFalse();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void givesTheSameBytesEveryTimeAndInEveryFolder() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve(chat.getFileName());
    Files.copy(chat, elsewhere);
    CommandRun again = new CommandRun();
    run.execute("parse", chat.toString());
    again.execute("parse", elsewhere.toString());
    assertThat(again.outBytes()).isEqualTo(run.outBytes());
  }

  @Test
  void readsInTheZoneForTheOwnerAndWithRawBytes() {
    String[] arguments = {"parse", "--zone", "Europe/Berlin", "--owner", "Ann Lee", "--raw"};
    assertThat(run.execute(and(arguments, chat))).isZero();
    JsonNode first = run.json().getFirst();
    assertThat(first.path("sentAt").asString()).isEqualTo("2026-01-31T20:04:00Z");
    assertThat(first.path("zone").asString()).isEqualTo("Europe/Berlin");
    assertThat(first.path("sender").path("self").asBoolean()).isTrue();
    assertThat(first.path("raw").asString()).isNotEmpty();
  }

  @Test
  void readsAnotherEncodingWhenToldTo() throws IOException {
    Path windows = folder.resolve("windows.txt");
    Files.write(windows, CHAT.replace(" 👋", "").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run.execute("parse", "--encoding", "windows-1252", windows.toString())).isZero();
    assertThat(run.json().getFirst().path("content").path("text").asString())
        .isEqualTo("Grüße\nsecond line");
    Path wide = folder.resolve("wide.txt");
    Files.write(wide, CHAT.getBytes(StandardCharsets.UTF_16LE));
    CommandRun refused = new CommandRun();
    assertThat(refused.execute("parse", wide.toString())).isEqualTo(1);
    assertThat(refused.err()).contains("utf-16le");
    CommandRun told = new CommandRun();
    assertThat(told.execute("parse", "--encoding", "utf-16le", wide.toString())).isZero();
    assertThat(told.json().getFirst().path("content").path("text").asString())
        .isEqualTo("Grüße 👋\nsecond line");
  }

  @Test
  void takesTheYearFromTheDayOfTheExport() throws IOException {
    Path old = Files.writeString(folder.resolve("old.txt"), "2 Sep 17:34 - Ann Lee: hi\n");
    assertThat(run.execute("parse", "--exported", "2015-09-04", old.toString())).isZero();
    assertThat(run.json().getFirst().path("sentAtLocal").asString()).isEqualTo("2015-09-02T17:34");
  }

  @Test
  void sumsUp() {
    assertThat(run.execute("parse", "--summary", chat.toString())).isZero();
    assertThat(run.json()).hasSize(1);
    JsonNode summary = run.json().getFirst();
    assertThat(summary.path("file").asString()).isEqualTo("WhatsApp Chat with Bob.txt");
    assertThat(summary.path("messages").asInt()).isEqualTo(3);
    assertThat(summary.path("platform").asString()).isEqualToIgnoringCase("android");
    assertThat(summary.path("participants").size()).isEqualTo(2);
  }

  @Test
  void aBadFileIsNamedAndTheOthersAreStillRead() throws IOException {
    Path garbage = Files.write(folder.resolve("garbage.zip"), new byte[] {'P', 'K', 3, 4, 9, 9});
    String missing = folder.resolve("missing.txt").toString();
    assertThat(
            run.execute("parse", garbage.toString(), missing, folder.toString(), chat.toString()))
        .isEqualTo(1);
    assertThat(run.json()).hasSize(3);
    assertThat(run.err().lines()).hasSize(3).noneMatch(line -> line.contains("Exception"));
    assertThat(run.err())
        .contains(garbage + ": ")
        .contains(missing + ": there is no such file")
        .contains(folder + ": this is a folder");
  }

  @Test
  void sumsUpWhatIsOddAndWhere() {
    assertThat(run.execute("parse", "--summary", chat.toString())).isZero();
    JsonNode report = run.json().getFirst().path("report");
    assertThat(report.path("sha256").asString()).hasSize(64);
    assertThat(report.path("truncation").path("signs").get(0).asString())
        .isEqualTo("no-beginning-notice");
    assertThat(report.path("votes").path("orders").size()).isEqualTo(3);
    assertThat(report.path("cannotCarry").size()).isGreaterThan(10);
  }

  @Test
  void asksWhichOfTwoTextsIsTheChatAndTakesTheAnswer() throws IOException {
    Path zip = folder.resolve("two.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("WhatsApp Chat with Bob.txt", "WhatsApp Chat with Cy.txt")) {
        out.putNextEntry(new ZipEntry(name));
        out.write((CHAT + (name.contains("Cy") ? CHAT : "")).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(run.execute("parse", zip.toString())).isZero();
    assertThat(run.json()).hasSize(6);
    assertThat(run.err()).contains("--text to choose: WhatsApp Chat with Cy.txt");
    var chosen = new CommandRun();
    assertThat(chosen.execute("parse", "--text", "WhatsApp Chat with Bob.txt", zip.toString()))
        .isZero();
    assertThat(chosen.json()).hasSize(3);
    assertThat(chosen.err()).isEmpty();
  }

  @Test
  void saysWhetherTwoExportsJoin() throws IOException {
    Path later =
        Files.writeString(
            folder.resolve("later.txt"),
            "31/01/2026, 21:04 - Ann: Grüße 👋\nsecond line\n01/02/2026, 08:00 - Ann: invoice\n"
                + "13/02/2026, 08:00 - Ann: paid\n");
    assertThat(run.execute("parse", "--overlap", chat.toString(), later.toString())).isZero();
    assertThat(run.json().getFirst().path("verdict").asString()).isEqualTo("joined");
    var hole = new CommandRun();
    Path much = Files.writeString(folder.resolve("much.txt"), "13/03/2026, 08:00 - Ann: x\n");
    assertThat(hole.execute("parse", "--overlap", chat.toString(), much.toString())).isEqualTo(1);
    assertThat(hole.json().getFirst().path("verdict").asString()).isEqualTo("hole");
    assertThat(run.execute("parse", "--overlap", chat.toString())).isEqualTo(1);
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run.execute("parse")).isEqualTo(2);
    assertThat(run.execute(and(new String[] {"parse", "--zone", "Nowhere"}, chat))).isEqualTo(2);
    assertThat(run.execute(and(new String[] {"parse", "--date-order", "xyz"}, chat))).isEqualTo(2);
    assertThat(run.err()).contains("there is no zone 'Nowhere'").contains("'xyz' is not dmy");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void stopsQuietlyWhenNobodyReads() throws IOException {
    Path large = folder.resolve("large.txt");
    Files.writeString(large, CHAT.repeat(2_000));
    assertThat(run.executeInto(new FailingOutput("Broken pipe"), "parse", large.toString()))
        .isEqualTo(141);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysThatTheDiskIsFull() {
    var full = new FailingOutput("No space left on device");
    assertThat(run.executeInto(full, "parse", chat.toString())).isEqualTo(1);
    assertThat(run.err()).contains("No space left on device").doesNotContain("\tat ");
  }

  private static String[] and(String[] arguments, Path file) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = file.toString();
    return all;
  }

  private static final class FailingOutput extends OutputStream {
    private final String trouble;

    FailingOutput(String trouble) {
      this.trouble = trouble;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(trouble);
    }
  }
}
