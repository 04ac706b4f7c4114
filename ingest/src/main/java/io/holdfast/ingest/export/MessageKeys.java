package io.holdfast.ingest.export;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/** The messages of an export as numbers: 16 bytes for each, sorted by minute. Immutable. */
final class MessageKeys {
  final long[] minutes;
  final long[] texts;

  private MessageKeys(long[] minutes, long[] texts) {
    this.minutes = minutes;
    this.texts = texts;
  }

  static MessageKeys of(ExportFile file, ExportOptions options) {
    var keys = new Growing();
    file.records(file.plan(options), options, Map.of(), keys::add);
    return keys.sorted();
  }

  int size() {
    return minutes.length;
  }

  long first() {
    return minutes[0];
  }

  long last() {
    return minutes[minutes.length - 1];
  }

  ExportOverlap.Span span() {
    return size() == 0
        ? new ExportOverlap.Span(0, null, null)
        : new ExportOverlap.Span(size(), written(first()), written(last()));
  }

  static String written(long minute) {
    return LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC).toString();
  }

  private static final class Growing {
    private long[] minutes = new long[1024];
    private long[] texts = new long[1024];
    private int size;

    void add(CanonicalRecord record) {
      Content content = record.content();
      String text = content == null ? null : content.text();
      String local = record.sentAtLocal();
      if (record.kind() != RecordKind.MESSAGE || text == null || local == null) {
        return;
      }
      if (size == minutes.length) {
        minutes = Arrays.copyOf(minutes, size * 2);
        texts = Arrays.copyOf(texts, size * 2);
      }
      minutes[size] = Math.floorDiv(LocalDateTime.parse(local).toEpochSecond(ZoneOffset.UTC), 60);
      byte[] digest = Sha256.of(Utf8.bytes(Names.key(text))).toArray();
      texts[size++] = ByteBuffer.wrap(digest).getLong();
    }

    MessageKeys sorted() {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(
          order,
          (a, b) -> {
            int byMinute = Long.compare(minutes[a], minutes[b]);
            return byMinute != 0 ? byMinute : Long.compare(texts[a], texts[b]);
          });
      long[] sortedMinutes = new long[size];
      long[] sortedTexts = new long[size];
      for (int i = 0; i < size; i++) {
        sortedMinutes[i] = minutes[order[i]];
        sortedTexts[i] = texts[order[i]];
      }
      return new MessageKeys(sortedMinutes, sortedTexts);
    }
  }
}
