package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that several threads made are byte for byte what one reader and the mapper give. */
class ExportLinesTest {
  private static final String[] BODIES = {
    "fine",
    "",
    "so? \"quoted\" \\ and 😂 é",
    "<Media omitted>",
    "\u200eIMG-20240131-WA0007.jpg (file attached)\ncaption",
    "This message was deleted",
    "one\ntwo\r\n\nthree",
    "31/01/2024, 21:01 - Eve: typed by hand",
    "null",
    "a: b: c",
    "location: https://maps.google.com/?q=52.5,13.4",
    "broken \ufffd and \u0000"
  };
  private static final String[] PEOPLE = {"Ann", "Ben: the second", "+44 7700 900123", "~ Zoë"};
  private static final int LINES = 30_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areTheSameWithAnyNumberOfThreads(boolean ios) throws IOException {
    byte[] text = text(ios);
    assertThat(text.length).isGreaterThan(2 << 19);
    ExportOptions options =
        ExportOptions.standard().withZone(ZoneId.of("Europe/London")).withOwner("Ann");
    try (ExportFile export = ExportFile.ofText("WhatsApp Chat with Ann.txt", text)) {
      ExportPlan plan = export.plan(options);
      String expected = oneByOne(export, plan, options);
      for (int threads = 1; threads <= 3; threads++) {
        assertThat(together(export, plan, options, threads)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCursorDecidesWhatTheRecordsSay() throws IOException {
    ExportOptions options = ExportOptions.standard().withZone(ZoneId.of("Europe/London"));
    try (ExportFile export = ExportFile.ofText("WhatsApp Chat with Ann.txt", text(false))) {
      ExportPlan plan = export.plan(options);
      List<String> expected = new ArrayList<>();
      export.records(
          plan,
          options,
          Map.of(),
          record -> {
            if (record.kind() != RecordKind.GAP) {
              expected.add(
                  said(
                      record.kind(),
                      record.sentAt(),
                      record.ordinal(),
                      Objects.requireNonNull(record.confidence()).boundary()));
            }
          });
      List<String> found = new ArrayList<>();
      try (ExportCursor cursor = export.cursor(plan)) {
        while (cursor.next()) {
          found.add(
              said(
                  cursor.kind(),
                  cursor.sentAt().orElse(null),
                  cursor.ordinal(),
                  cursor.sure() ? "high" : "low"));
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  private static String said(
      RecordKind kind, @Nullable Instant at, @Nullable Long ordinal, @Nullable String boundary) {
    return kind + " " + at + " " + ordinal + " " + boundary;
  }

  @Test
  void stopsWhenNobodyTakesTheLines() throws IOException {
    ExportOptions options = ExportOptions.standard();
    try (ExportFile export = ExportFile.ofText("WhatsApp Chat with Ann.txt", text(false))) {
      ExportPlan plan = export.plan(options);
      assertThatThrownBy(
              () ->
                  export.lines(
                      plan,
                      options,
                      Map.of(),
                      2,
                      lines -> {
                        throw new UncheckedIOException(new IOException("closed"));
                      }))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  private static String oneByOne(ExportFile export, ExportPlan plan, ExportOptions options) {
    var all = new StringBuilder();
    export.records(
        plan,
        options,
        Map.of(),
        record -> all.append(RecordJson.mapper().writeValueAsString(record)).append('\n'));
    return all.toString();
  }

  private static String together(
      ExportFile export, ExportPlan plan, ExportOptions options, int threads) {
    var out = new ByteArrayOutputStream();
    export.lines(
        plan,
        options,
        Map.of(),
        threads,
        lines -> {
          try {
            lines.writeTo(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Runs of equal minutes and of equal records, times that jump, a header in two, odd bytes. */
  private static byte[] text(boolean ios) {
    var random = new Random(7);
    var text = new ByteArrayOutputStream();
    int minute = 0;
    for (int line = 0; line < LINES; line++) {
      minute += random.nextInt(3) == 0 ? random.nextInt(600) : 0;
      int day = minute / 1_440;
      String stamp =
          "%02d/%02d/%d, %02d:%02d"
              .formatted(
                  1 + day % 28, 1 + day / 28 % 12, 2010 + day / 336, minute / 60 % 24, minute % 60);
      String body = BODIES[random.nextInt(BODIES.length)];
      String who = PEOPLE[random.nextInt(PEOPLE.length)];
      text.writeBytes(
          bytes(
              ios
                  ? "[%s:07] %s: %s\r\n".formatted(stamp, who, body)
                  : "%s - %s: %s\n".formatted(stamp, who, body)));
      if (random.nextInt(500) == 0) {
        text.write(0xff);
        text.write('\n');
      }
    }
    return text.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
