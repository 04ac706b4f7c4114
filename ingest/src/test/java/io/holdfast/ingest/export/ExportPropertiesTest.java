package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
class ExportPropertiesTest {
  /** A message that somebody wrote. */
  record Said(String who, String what, int minutesLater) {}

  @Provide
  Arbitrary<List<Said>> chats() {
    Arbitrary<String> who = Arbitraries.of("Ana", "Ben Novak", "~\u202fCy", "+44 7700 900123");
    Arbitrary<String> what =
        Arbitraries.of(
            "ok",
            "ja: gut",
            "👨‍👩‍👧 ñ",
            "two\nlines",
            "a\n\nb",
            "1/2 done",
            "x\u2028y",
            "(a)",
            "<b>");
    return Combinators.combine(who, what, Arbitraries.integers().between(0, 3000))
        .as(Said::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static String android(List<Said> chat) {
    var text = new StringBuilder();
    LocalDateTime at = LocalDateTime.of(2024, 1, 29, 8, 0);
    for (Said said : chat) {
      at = at.plusMinutes(said.minutesLater());
      text.append(
          String.format(
              Locale.ROOT,
              "%02d/%02d/%d, %02d:%02d - %s: %s\n",
              at.getDayOfMonth(),
              at.getMonthValue(),
              at.getYear(),
              at.getHour(),
              at.getMinute(),
              said.who(),
              said.what()));
    }
    return text.toString();
  }

  private static String ios(List<Said> chat) {
    var text = new StringBuilder();
    LocalDateTime at = LocalDateTime.of(2024, 1, 29, 8, 0);
    for (Said said : chat) {
      at = at.plusMinutes(said.minutesLater());
      text.append(
          String.format(
              Locale.ROOT,
              "[%d/%d/%02d, %d:%02d:%02d\u202f%s] %s: %s\r\n",
              at.getMonthValue(),
              at.getDayOfMonth(),
              at.getYear() % 100,
              at.getHour() % 12 == 0 ? 12 : at.getHour() % 12,
              at.getMinute(),
              7,
              at.getHour() < 12 ? "AM" : "PM",
              said.who(),
              said.what()));
    }
    return text.toString();
  }

  @Property(tries = 200, seed = "20261122")
  void whatWasSaidIsRead(@ForAll("chats") List<Said> chat) {
    assertReads(chat, android(chat), DateOrder.DMY, ":00".length());
    assertReads(chat, ios(chat), DateOrder.MDY, 0);
  }

  private static void assertReads(List<Said> chat, String text, DateOrder order, int cut) {
    List<CanonicalRecord> records =
        Exports.read("c.txt", text, ExportOptions.standard().withDateOrder(order));
    assertThat(records).hasSameSizeAs(chat);
    LocalDateTime at = LocalDateTime.of(2024, 1, 29, 8, 0);
    for (int i = 0; i < chat.size(); i++) {
      at = at.plusMinutes(chat.get(i).minutesLater());
      CanonicalRecord record = records.get(i);
      String local = at.plusSeconds(cut == 0 ? 7 : 0).toString();
      assertThat(record.sentAtLocal()).isEqualTo(local);
      assertThat(record.sender().name()).isEqualTo(chat.get(i).who());
      assertThat(Exports.text(record)).isEqualTo(chat.get(i).what());
      assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
    }
  }

  @Property(tries = 100, seed = "20261122")
  void rawRangesPutTogetherAreTheFile(@ForAll("chats") List<Said> chat) {
    byte[] text = ios(chat).getBytes(StandardCharsets.UTF_8);
    var all = new ByteArrayOutputStream();
    Exports.read("c.txt", text, ExportOptions.standard().withRaw(true))
        .forEach(record -> all.writeBytes(record.raw().toArray()));
    assertThat(all.toByteArray()).isEqualTo(text);
  }

  @Property(tries = 100, seed = "20261122")
  void slicesReadLikeTheWhole(@ForAll("chats") List<Said> chat, @ForAll boolean android) {
    String text = android ? android(chat) : ios(chat);
    assertSlicesEqualWhole("preamble\n" + text, 6, 200);
  }

  @Example
  void slicesKnowTheYearThatTheirHeadersLack() {
    String year = "2 Sep 17:34 - Ana: a\n3 Nov 17:34 - Ben: b\n2 Jan 10:00 - Ana: c\n";
    assertSlicesEqualWhole("31 Dec 2013 21:46 - Ben: zero\n" + year.repeat(4), 4, 60);
  }

  @Example
  void longRunsOfOneStampAreCutToo() {
    String line = "31/01/2024, 21:01 - Ana: ok\n";
    assertSlicesEqualWhole(line.repeat(2_600) + "01/02/2024, 21:01 - Ana: ok\n", 1_500, 1 << 20);
    String broad = "31/01/2024, 21:01 - Ana: " + "x".repeat(3_000_000) + "\n";
    assertSlicesEqualWhole(broad + line.repeat(3) + broad, 10_000, 2 << 20);
  }

  private static void assertSlicesEqualWhole(String text, int maxRecords, int maxBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ExportOptions options = ExportOptions.standard().withRaw(true);
    try (ExportFile file = ExportFile.ofText("c.txt", bytes)) {
      ExportPlan plan = file.plan(options);
      var whole = new ArrayList<CanonicalRecord>();
      file.records(plan, options, Map.of(), whole::add);
      var sliced = new ArrayList<CanonicalRecord>();
      long at = 0;
      for (ExportSlice slice : file.slices(plan, maxRecords, maxBytes)) {
        assertThat(slice.from()).isEqualTo(at);
        at = slice.to();
        byte[] part = Arrays.copyOfRange(bytes, (int) slice.from(), (int) slice.to());
        byte[] json =
            RecordJson.mapper()
                .writeValueAsBytes(new SliceContext(plan, slice, null, true, Map.of()));
        SliceContext context = RecordJson.mapper().readValue(json, SliceContext.class);
        sliced.addAll(ExportSlices.read(part, context, RecordIdentity.published()));
      }
      assertThat(at).isEqualTo(bytes.length);
      assertThat(sliced).isEqualTo(whole);
    }
  }

  @Property(tries = 300, seed = "20261122")
  void noSingleByteBreaksTheReader(@ForAll("chats") List<Said> chat, @ForAll Random random) {
    byte[] text = android(chat).getBytes(StandardCharsets.UTF_8);
    text[random.nextInt(text.length)] = (byte) random.nextInt(256);
    var all = new ByteArrayOutputStream();
    try {
      Exports.read("c.txt", text, ExportOptions.standard().withRaw(true))
          .forEach(record -> all.writeBytes(record.raw().toArray()));
      assertThat(Bytes.of(all.toByteArray())).isEqualTo(Bytes.of(text));
    } catch (ArchiveException e) {
      assertThat(chat).hasSize(1);
    }
  }
}
