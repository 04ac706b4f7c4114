package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every matcher of every language, filled with names and read out of whole exports. */
@NullUnmarked
class LanguagesTest {
  private static final Set<String> EVENTS =
      Set.of(
          "encryption-notice",
          "created",
          "added",
          "removed",
          "left",
          "promoted",
          "demoted",
          "invited-by-link",
          "joined",
          "number-changed",
          "security-code-changed",
          "subject-changed",
          "icon-changed",
          "description-changed",
          "settings-changed",
          "disappearing-changed");

  private static final Set<String> NO_DELETED = Set.of("sq");

  /** Of Lao one placeholder is known, of Telugu no words for a group's beginning and name. */
  private static final Set<String> THIN = Set.of("lo", "te");

  /** A matcher as the data has it. */
  private record Line(String what, String words) {
    String code() {
      int at = what.indexOf('@');
      return at < 0 ? what : what.substring(0, at);
    }

    boolean isEvent() {
      return EVENTS.contains(code());
    }

    String filled() {
      return words
          .replace("{a}", "Ana Novak")
          .replace("{m}", "Ben")
          .replace("{n}", number() ? "+44 7700 900789" : "Team 7")
          .replace("{x}", number() ? "+44 7700 900456" : "12")
          .replace("{*}", " ");
    }

    private boolean number() {
      return code().equals("number-changed");
    }
  }

  static Stream<String> languages() {
    return Languages.all().codes().stream();
  }

  private static List<Line> lines(String language) {
    try (InputStream in = Language.class.getResourceAsStream("lines-" + language + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .map(parts -> new Line(parts[0], parts[1]))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<CanonicalRecord> android(List<String> contents) {
    var text = new StringBuilder();
    for (String content : contents) {
      text.append("31/01/2024, 21:01 - ").append(content).append('\n');
    }
    for (String name : List.of("Ana Novak", "Ben", "Ana Novak", "Ben")) {
      text.append("31/01/2024, 21:02 - ").append(name).append(": hello\n");
    }
    return records("x.txt", text, contents.size());
  }

  private static List<CanonicalRecord> ios(List<String> contents, boolean media) {
    var text = new StringBuilder();
    for (String content : contents) {
      String sender = media ? "Ana Novak" : "Team";
      text.append(media ? "\u200e" : "").append("[31/01/2024, 21:01:00] ");
      text.append(sender).append(": \u200e").append(content).append("\r\n");
    }
    for (String name : List.of("Ana Novak", "Ben", "Ana Novak", "Ben")) {
      text.append("[31/01/2024, 21:02:00] ").append(name).append(": hello\r\n");
    }
    return records("x.txt", text, contents.size());
  }

  private static List<CanonicalRecord> records(String name, StringBuilder text, int count) {
    var records = new ArrayList<>(Exports.read(name, text.toString(), ExportOptions.standard()));
    records.removeIf(record -> record.kind() == RecordKind.GAP);
    assertThat(records).hasSize(count + 4);
    return records.subList(0, count);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyEventIsReadOnBothPlatforms(String language) {
    List<Line> events = lines(language).stream().filter(Line::isEvent).toList();
    List<String> contents = events.stream().map(Line::filled).toList();
    checkEvents(events, android(contents));
    checkEvents(events, ios(contents, false));
  }

  private static void checkEvents(List<Line> events, List<CanonicalRecord> records) {
    for (int i = 0; i < events.size(); i++) {
      Line line = events.get(i);
      assertThat(records.get(i).kind()).as(line.filled()).isEqualTo(RecordKind.MEMBERSHIP);
      var change = (Content.Membership) records.get(i).content();
      assertThat(change.event()).as(line.filled()).isEqualTo(line.code());
      if (line.words().contains("{a}")) {
        assertThat(change.actor().name()).as(line.filled()).isEqualTo("Ana Novak");
      }
      if (line.words().contains("{m}")) {
        assertThat(change.members().getFirst().name()).as(line.filled()).isEqualTo("Ben");
      }
      if (line.what().endsWith("@a")) {
        assertThat(change.actor().self()).as(line.filled()).isTrue();
      }
      if (line.words().contains("{n}")) {
        assertThat(change.name()).as(line.filled()).isIn("Team 7", "+44 7700 900789");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void theSameWordsFromAPersonStayText(String language) {
    List<String> typed =
        lines(language).stream()
            .filter(Line::isEvent)
            .map(line -> "Ana Novak: " + line.filled())
            .toList();
    for (CanonicalRecord record : android(typed)) {
      assertThat(record.kind()).as(Exports.text(record)).isEqualTo(RecordKind.MESSAGE);
      assertThat(record.content()).isInstanceOf(Content.Text.class);
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void deletionsFilesAndPlaceholders(String language) {
    List<Line> lines = lines(language);
    List<String> deleted = filled(lines, "deleted");
    for (CanonicalRecord record : android(senders(deleted))) {
      assertThat(record.content()).isInstanceOf(Content.Deleted.class);
    }
    List<String> left =
        lines.stream().filter(l -> l.what().startsWith("omitted:")).map(Line::words).toList();
    List<String> bracketed = left.stream().filter(words -> words.startsWith("<")).toList();
    for (CanonicalRecord record : android(senders(bracketed))) {
      assertThat(record.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
    }
    for (CanonicalRecord record : ios(left, true)) {
      assertThat(record.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
    }
    checkAttached(lines);
  }

  private static void checkAttached(List<Line> lines) {
    String photo = "IMG-20240131-WA0001.jpg";
    List<String> android = attached(lines, false, photo);
    for (CanonicalRecord record : android(senders(android))) {
      assertThat(record.attachments().getFirst().name()).isEqualTo(photo);
      assertThat(record.content().type()).isEqualTo("image");
    }
    String numbered = "00000007-VIDEO-2024-01-31-21-01-00.mp4";
    List<String> ios = attached(lines, true, numbered);
    ios.removeIf(words -> !words.startsWith("<"));
    for (CanonicalRecord record : ios(ios, true)) {
      assertThat(record.attachments().getFirst().name()).isEqualTo(numbered);
      assertThat(record.content().type()).isEqualTo("video");
    }
  }

  private static List<String> attached(List<Line> lines, boolean ios, String name) {
    return new ArrayList<>(
        lines.stream()
            .filter(line -> line.what().equals("attached"))
            .map(Line::words)
            .filter(words -> words.contains("<") == ios)
            .map(words -> words.replace("{n}", name))
            .toList());
  }

  private static List<String> filled(List<Line> lines, String code) {
    return lines.stream().filter(line -> line.code().equals(code)).map(Line::filled).toList();
  }

  private static List<String> senders(List<String> bodies) {
    return bodies.stream().map(body -> "Ana Novak: " + body).toList();
  }

  @Test
  void everyLanguageSaysWhatItMust() {
    for (String language : Languages.all().codes()) {
      Set<String> codes = Set.copyOf(lines(language).stream().map(Line::code).toList());
      if (THIN.contains(language)) {
        continue;
      }
      assertThat(codes.contains("deleted")).as(language).isEqualTo(!NO_DELETED.contains(language));
      assertThat(codes)
          .as(language)
          .contains("encryption-notice", "added", "left", "created", "subject-changed")
          .contains("attached")
          .anyMatch(code -> code.startsWith("omitted:"));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void theLanguageIsFound(String language) {
    List<String> contents =
        lines(language).stream().filter(Line::isEvent).map(Line::filled).toList();
    String text =
        String.join("", contents.stream().map(c -> "31/01/2024, 21:01 - " + c + "\n").toList())
            + "31/01/2024, 21:02 - Ana Novak: hello\n";
    String found = Exports.preview("x.txt", text).language();
    assertThat(found).isEqualTo(contents.isEmpty() ? null : language);
  }

  @Test
  void namesOfFilesTellTitleAndLanguage() {
    assertThat(ConversationGuess.title("WhatsApp Chat mit Ana Novak.txt"))
        .contains(new ConversationGuess.Title("Ana Novak", "de"));
    assertThat(ConversationGuess.title("Ana NovakとのWhatsAppチャット.txt"))
        .contains(new ConversationGuess.Title("Ana Novak", "ja"));
    assertThat(ConversationGuess.title("Ana_ile_WhatsApp_Sohbeti (2).zip"))
        .contains(new ConversationGuess.Title("Ana", "tr"));
    assertThat(ConversationGuess.title("WhatsApp%20Chat%20with%20Team%207.txt"))
        .contains(new ConversationGuess.Title("Team 7", "en"));
    assertThat(ConversationGuess.title("WhatsApp csevegés vele_ Ana.txt"))
        .contains(new ConversationGuess.Title("Ana", "hu"));
    assertThat(ConversationGuess.title("Chattata WhatsApp - Team.zip"))
        .contains(new ConversationGuess.Title("Team", null));
    assertThat(ConversationGuess.title("holiday.txt")).isEmpty();
  }
}
