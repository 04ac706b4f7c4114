package io.holdfast.deploy.bench;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Makes up webhook bodies with one text message each, about 1 KB, as the WhatsApp Business Platform
 * sends them; no two are equal. The same seed gives the same bodies. Not thread-safe.
 */
final class DeliveryText {
  private static final String[] WORDS =
      ("the position is closed and confirmed by both desks please keep this number for the record"
           + " we spoke about delivery on friday and the fee that was agreed in writing thank you"
           + " réglé größer más tarde")
          .split(" ");
  private static final int PERSONS = 500;
  private static final String ID = "wamid.HBgM";
  private static final long FIRST = 1_000_000_000_000L;
  private static final int NUMBER_LENGTH = 13;
  private static final char[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();

  private final SplittableRandom random;
  private final int numbers;
  private long seconds = 1_782_900_000;
  private long made;

  /** Bodies for that many business numbers. */
  DeliveryText(long seed, int numbers) {
    random = new SplittableRandom(seed);
    this.numbers = numbers;
  }

  byte[] next() {
    made++;
    seconds += random.nextInt(3);
    int number = random.nextInt(numbers);
    String person = Long.toString(447_700_900_000L + random.nextInt(PERSONS));
    var body = new StringBuilder(1_200);
    body.append("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1029384756")
        .append(10_000 + number)
        .append("\",\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{")
        .append("\"display_phone_number\":\"4420794")
        .append(60_000 + number)
        .append("\",\"phone_number_id\":\"3055129884")
        .append(10_000 + number)
        .append("\"},\"contacts\":[{\"profile\":{\"name\":\"")
        .append("Client ")
        .append(person, 7, 12)
        .append("\"},\"wa_id\":\"")
        .append(person)
        .append("\",\"user_id\":\"GB.")
        .append(person)
        .append("77\"}],\"messages\":[{\"from\":\"")
        .append(person)
        .append("\",\"from_user_id\":\"GB.")
        .append(person)
        .append("77\",\"id\":\"")
        .append(ID);
    for (int i = 0; i < 40; i++) {
      body.append(DIGITS[random.nextInt(DIGITS.length)]);
    }
    body.append(made + FIRST)
        .append("\",\"timestamp\":\"")
        .append(seconds)
        .append("\",\"type\":\"text\",\"text\":{\"body\":\"");
    words(body);
    body.append("\"}}]},\"field\":\"messages\"}]}]}");
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Where a body's message id ends in a number, so that a sender can make the body another one. */
  static int numberIn(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1).indexOf(ID) + ID.length() + 40;
  }

  /** Writes a number into a body's message id. */
  static void number(byte[] body, int at, long number) {
    long left = FIRST + number;
    for (int i = NUMBER_LENGTH - 1; i >= 0; i--) {
      body[at + i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  private void words(StringBuilder body) {
    int end = body.length() + 330 + random.nextInt(120);
    while (body.length() < end) {
      body.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    body.append(made);
  }
}
