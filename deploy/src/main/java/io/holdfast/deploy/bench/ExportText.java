package io.holdfast.deploy.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes up the text of a group's export as an Android phone writes it: forty people, a decade, most
 * of it plain words, some of it over several lines, files named and left out, lines of the app,
 * deletions, edits and places. The same seed gives the same bytes. Not thread-safe.
 */
final class ExportText {
  private static final String[] WORDS =
      ("we can meet them at the office before lunch or after the call with our client about that"
              + " price and then look over what was agreed last week because nobody has sent me his"
              + " numbers yet so please ask her again when you see this train late again coffee now"
              + " yes no maybe thanks good morning everyone draft contract ready tomorrow send file"
              + " market open close higher lower quiet today rain home soon café Straße mañana déjà"
              + " über garçon größer résumé")
          .split(" ");
  private static final String[] SIGNS = {"😂", "👍", "🙏", "❤️", "🎉", "🤷‍♀️", "🇩🇪"};
  private static final String[] FIRST = {
    "Amara", "Bruno", "Celia", "Dario", "Edda", "Femke", "Goran", "Hanna", "Ilja", "Jonas"
  };
  private static final String[] LAST = {"Lund", "Marsh", "Nero", "Ortiz", "Pohl", "Quist", "Rossi"};
  private static final int PEOPLE = 40;
  private static final int LONGEST = 8_192;

  private final SplittableRandom random;
  private final byte[][] people = new byte[PEOPLE][];
  private byte[] bytes;
  private int size;
  private LocalDateTime time = LocalDateTime.of(2016, 1, 4, 8, 0);

  private ExportText(long seed, int target) {
    random = new SplittableRandom(seed);
    bytes = new byte[target + LONGEST];
    for (int i = 0; i < PEOPLE; i++) {
      String name =
          i % 8 == 7
              ? "+44 7700 9%05d".formatted(random.nextInt(100_000))
              : FIRST[i % FIRST.length] + " " + LAST[random.nextInt(LAST.length)] + " " + i;
      people[i] = utf8(name);
    }
  }

  /** A text of at least so many bytes, and less than one record more. */
  static byte[] of(long seed, int target) {
    var text = new ExportText(seed, target);
    text.write(target);
    return Arrays.copyOf(text.bytes, text.size);
  }

  private void write(int target) {
    head();
    put("Messages and calls are end-to-end encrypted. Only people in this chat can read them.\n");
    while (size < target) {
      if (size > bytes.length - LONGEST) {
        bytes = Arrays.copyOf(bytes, bytes.length + LONGEST);
      }
      time = time.plusSeconds(1 + (long) (-Math.log(1 - random.nextDouble()) * 250));
      head();
      int kind = random.nextInt(1000);
      if (kind < 5) {
        system();
      } else {
        put(people[random.nextInt(PEOPLE)]);
        put(": ");
        message(kind);
      }
      put('\n');
    }
  }

  private void head() {
    two(time.getDayOfMonth());
    put('/');
    two(time.getMonthValue());
    put('/');
    two(time.getYear() / 100);
    two(time.getYear() % 100);
    put(", ");
    two(time.getHour());
    put(':');
    two(time.getMinute());
    put(" - ");
  }

  private void system() {
    put(people[random.nextInt(PEOPLE)]);
    switch (random.nextInt(4)) {
      case 0 -> {
        put(" added ");
        put(people[random.nextInt(PEOPLE)]);
      }
      case 1 -> put(" left");
      case 2 -> put(" changed this group's icon");
      default -> put(" joined using this group's invite link");
    }
  }

  private void message(int kind) {
    if (kind < 35) {
      file();
    } else if (kind < 38) {
      put("This message was deleted");
    } else if (kind < 40) {
      sentence(6);
      put(" <This message was edited>");
    } else if (kind < 41) {
      put("location: https://maps.google.com/?q=52.");
      put(Integer.toString(100_000 + random.nextInt(900_000)));
      put(",13.");
      put(Integer.toString(100_000 + random.nextInt(900_000)));
    } else if (kind > 41 && kind < 92) {
      for (int line = 2 + random.nextInt(4); line > 0; line--) {
        sentence(3 + random.nextInt(11));
        put(line > 1 ? random.nextInt(10) == 0 ? "\n\n" : "\n" : "");
      }
    } else if (kind > 41) {
      sentence(length());
    }
  }

  /** Most messages are short, a few are long; ten words on average. */
  private int length() {
    double both = -Math.log((1 - random.nextDouble()) * (1 - random.nextDouble()));
    return Math.max(1, Math.min(200, (int) (both * 5)));
  }

  private void file() {
    if (random.nextInt(5) == 0) {
      put("<Media omitted>");
      return;
    }
    int what = random.nextInt(4);
    put("\u200e");
    put(new String[] {"IMG", "VID", "PTT", "STK"}[what]);
    put('-');
    two(time.getYear() / 100);
    two(time.getYear() % 100);
    two(time.getMonthValue());
    two(time.getDayOfMonth());
    put("-WA");
    two(random.nextInt(100));
    two(random.nextInt(100));
    put('.');
    put(new String[] {"jpg", "mp4", "opus", "webp"}[what]);
    put(" (file attached)");
    if (random.nextInt(10) == 0) {
      put('\n');
      sentence(5);
    }
  }

  private void sentence(int words) {
    for (int i = 0; i < words; i++) {
      put(i == 0 ? "" : " ");
      put(WORDS[random.nextInt(WORDS.length)]);
    }
    int end = random.nextInt(100);
    if (end < 8) {
      put(' ');
      put(SIGNS[random.nextInt(SIGNS.length)]);
    } else if (end < 10) {
      put(" https://example.org/");
      put(WORDS[random.nextInt(WORDS.length)]);
      put("?q=");
      put(Integer.toString(random.nextInt(1_000_000)));
    } else if (end < 12) {
      put(": ");
      put(WORDS[random.nextInt(WORDS.length)]);
    }
  }

  private void two(int number) {
    put((char) ('0' + number / 10));
    put((char) ('0' + number % 10));
  }

  private void put(char ascii) {
    bytes[size++] = (byte) ascii;
  }

  private void put(String text) {
    put(utf8(text));
  }

  private void put(byte[] text) {
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
