package io.holdfast.archive.segment;

import com.github.luben.zstd.ZstdDictTrainer;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Position;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordBytes;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * Trains the compression dictionary on synthetic records only. Run by hand when a new dictionary is
 * wanted; a published dictionary never changes, a new one gets a new number.
 */
final class DictionaryTraining {
  private static final String[] WORDS =
      ("the a to of and in is for on with at we you it that this can will have meeting call price"
              + " order tomorrow today morning account invoice please send confirm trade client ok"
              + " thanks yes no")
          .split(" ");

  private final Random random = new Random(20260101);
  private final RecordIdentity identity = RecordIdentity.published();

  private DictionaryTraining() {}

  /** Writes the dictionary to the file named by the first argument. */
  public static void main(String[] arguments) throws IOException {
    var training = new DictionaryTraining();
    var trainer = new ZstdDictTrainer(16 * 1024 * 1024, 16 * 1024);
    boolean room = true;
    for (int i = 0; i < 20_000 && room; i++) {
      room = trainer.addSample(training.sample(i));
    }
    Files.write(Path.of(arguments[0]), trainer.trainSamples());
  }

  private byte[] sample(int i) {
    return switch (i % 4) {
      case 0 -> webhookMessage(i, "messages", "inbound");
      case 1 -> receipt(i);
      case 2 -> exportMessage(i);
      default -> webhookMessage(i, "smb_message_echoes", "outbound");
    };
  }

  private byte[] webhookMessage(int i, String field, String direction) {
    String phone = digits(12);
    String wamid = "wamid.HBgM" + letters(40) + "AA==";
    long seconds = 1_780_000_000L + i;
    String text = words();
    String raw =
        "{\"from\":\"%s\",\"from_user_id\":\"GB.%s\",\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
            .formatted(phone, digits(20), wamid, seconds, text);
    String context =
        "{\"field\":\"%s\",\"metadata\":{\"display_phone_number\":\"44%s\",\"phone_number_id\":\"%s\"},\"contacts\":[{\"profile\":{\"name\":\"%s\"},\"wa_id\":\"%s\"}]}"
            .formatted(field, digits(10), digits(15), words(2), phone);
    return RecordBytes.write(
        base(i, RecordKind.MESSAGE, field, wamid)
            .sentAt(Instant.ofEpochSecond(seconds), "second")
            .direction(direction)
            .sender(new Party("+" + phone, "GB." + digits(20), null, words(2), null))
            .recipient(new Party("+44" + digits(10), null, null, null, true))
            .content(new Content.Text(text, null))
            .raw(Bytes.utf8(raw), Bytes.utf8(context))
            .build());
  }

  private byte[] receipt(int i) {
    String wamid = "wamid.HBgM" + letters(40) + "AA==";
    String[] states = {"sent", "delivered", "read"};
    String state = states[i / 4 % 3];
    String raw =
        "{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"%d\",\"recipient_id\":\"%s\",\"conversation\":{\"id\":\"%s\",\"origin\":{\"type\":\"service\"}},\"pricing\":{\"billable\":true,\"pricing_model\":\"PMP\",\"category\":\"service\"}}"
            .formatted(wamid, state, 1_780_000_000L + i, digits(12), letters(32));
    return RecordBytes.write(
        base(i, RecordKind.RECEIPT, "messages", wamid)
            .sentAt(Instant.ofEpochSecond(1_780_000_000L + i), "second")
            .recipient(Party.ofAddress("+" + digits(12)))
            .content(new Content.Receipt(state, null))
            .target(new Target(wamid, identity.id("message", wamid)))
            .raw(
                Bytes.utf8(raw),
                Bytes.utf8("{\"field\":\"messages\",\"metadata\":{\"display_phone_number\":\""))
            .build());
  }

  private byte[] exportMessage(int i) {
    String text = words();
    String local = "2025-%02d-%02dT%02d:%02d".formatted(1 + i % 12, 1 + i % 28, i % 24, i % 60);
    return RecordBytes.write(
        new RecordBuilder(
                identity.id("export", "" + i),
                RecordKind.MESSAGE,
                new Source(
                    "whatsapp-export",
                    i % 8 < 4 ? "android" : "ios",
                    letters(26),
                    null,
                    identity.id("delivery", "" + i),
                    new Position(i, i * 80L, 80)))
            .ordinal((long) i)
            .conversation(new Conversation(identity.id("c", "" + i % 9), "direct", words(2)))
            .sentAt(Instant.parse(local + ":00Z"), "minute")
            .sentAtLocal(local, "Europe/London")
            .capturedAt(Instant.ofEpochMilli(1_780_000_000_000L + i))
            .direction("unknown")
            .sender(Party.ofName(words(2)))
            .content(new Content.Text(text, null))
            .raw(Bytes.utf8("31/01/2025, 21:01 - " + words(2) + ": " + text), null)
            .build());
  }

  private RecordBuilder base(int i, RecordKind kind, String field, String eventId) {
    return new RecordBuilder(
            identity.id("sample", "" + i),
            kind,
            new Source(
                "whatsapp-cloud",
                field,
                digits(15),
                eventId,
                identity.id("delivery", "" + i),
                null))
        .conversation(new Conversation(identity.id("conversation", "" + i % 50), "direct", null))
        .capturedAt(Instant.ofEpochMilli(1_780_000_000_000L + i * 977L));
  }

  private String words() {
    return words(3 + random.nextInt(20));
  }

  private String words(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private String digits(int count) {
    return random.ints(count, 0, 10).mapToObj(Integer::toString).reduce("", String::concat);
  }

  private String letters(int count) {
    return random
        .ints(count, 0, 52)
        .mapToObj(c -> String.valueOf((char) (c < 26 ? 'A' + c : 'a' + c - 26)))
        .reduce("", String::concat);
  }
}
