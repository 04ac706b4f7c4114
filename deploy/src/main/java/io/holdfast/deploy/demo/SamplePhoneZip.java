package io.holdfast.deploy.demo;

import io.holdfast.archive.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A group chat from a German iPhone, with two pictures and a document. */
final class SamplePhoneZip {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("dd.MM.yy, HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter IN_NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);
  private static final String GROUP = "Haldon Projekt";
  private static final String APP = "\u200e";
  private static final String JONAS = "Jonas Lindqvist";
  private static final String THOMAS = "Thomas Brandl";
  private static final String PETRA = "~\u202fPetra Vogt";

  private final LocalDate day;
  private final StringBuilder chat = new StringBuilder();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private int records;

  SamplePhoneZip(LocalDate day) {
    this.day = day;
  }

  SampleExport export() {
    say(
        at(0, 8, 55, 10),
        GROUP,
        APP
            + "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses"
            + " Chats kann sie lesen oder anhören, nicht einmal WhatsApp.");
    say(at(0, 8, 55, 11), GROUP, APP + "Du hast diese Gruppe erstellt.");
    say(at(0, 9, 1, 4), JONAS, "Guten Morgen zusammen, hier sammeln wir alles zum Projekt Haldon");
    say(
        at(0, 9, 3, 47),
        THOMAS,
        "Sehr gut. Die Rechnung für das Gutachten kam gestern, ich leite sie weiter.");
    say(at(0, 9, 6, 2), PETRA, "Bin dabei 👍");
    picture(at(1, 11, 20, 33), THOMAS, 0x1f6f8b);
    say(at(1, 11, 21, 5), THOMAS, "Das ist die Verteilung nach Quartalen");
    say(at(1, 11, 24, 50), JONAS, "Danke! Wer hat die Zuteilung für Q3 freigegeben?");
    document(at(2, 16, 2, 18), PETRA, "Zuteilung Haldon.pdf");
    say(
        at(2, 16, 5, 40),
        JONAS,
        "Angekommen. Zwei Punkte:\n- Seite 1, die Summe stimmt nicht\n- die Quote fehlt");
    say(at(2, 16, 9, 1), PETRA, "Korrigiere ich bis Freitag");
    picture(at(16, 10, 12, 45), PETRA, 0x8b3a1f);
    say(at(16, 10, 13, 30), PETRA, "Neue Fassung, jetzt mit Quote");
    say(
        at(16, 10, 40, 0),
        JONAS,
        "Passt. Bitte nichts mehr off-book vereinbaren, alles läuft über Operations");
    say(at(16, 10, 41, 12), THOMAS, "Verstanden");
    say(at(33, 17, 0, 0), JONAS, "Projekt abgeschlossen, danke an alle 🎉");
    files.put("_chat.txt", chat.toString().getBytes(StandardCharsets.UTF_8));
    return new SampleExport("WhatsApp Chat - " + GROUP + ".zip", Cast.employee("jonas"), zip());
  }

  private LocalDateTime at(int days, int hour, int minute, int second) {
    return day.plusDays(days).atTime(hour, minute, second);
  }

  private void say(LocalDateTime at, String sender, String text) {
    record("", at, sender, text);
  }

  private void picture(LocalDateTime at, String sender, int colour) {
    attach(at, sender, "PHOTO-%s.jpg".formatted(IN_NAME.format(at)), SamplePicture.jpeg(colour));
  }

  private void document(LocalDateTime at, String sender, String name) {
    byte[] pdf = SamplePdf.of("Zuteilung Haldon, Entwurf", "Marlow Income 4500000", "Quote offen");
    attach(at, sender, name, pdf);
  }

  private void attach(LocalDateTime at, String sender, String name, byte[] bytes) {
    String numbered = "%08d-%s".formatted(records + 1, name);
    files.put(numbered, bytes);
    record(APP, at, sender, APP + "<Anhang: " + numbered + ">");
  }

  private void record(String mark, LocalDateTime at, String sender, String text) {
    records++;
    chat.append(mark)
        .append('[')
        .append(STAMP.format(at))
        .append("] ")
        .append(sender)
        .append(": ")
        .append(text)
        .append("\r\n");
  }

  private Bytes zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(day.atStartOfDay(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.wrap(bytes.toByteArray());
  }
}
