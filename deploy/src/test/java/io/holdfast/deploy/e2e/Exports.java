package io.holdfast.deploy.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Chat exports as phones write them, and some that no phone writes. */
record Exports(Path folder) {
  /** An Android export of two messages and a picture; its dates can be read in one way only. */
  Path android(String name, String word) throws IOException {
    String chat =
        """
        24/01/2026, 09:02 - Gareth Pryce: Good morning, %1$s first line
        and a second line of the same message
        25/01/2026, 17:44 - Eleanor Marsh: IMG-20260125-WA0001.jpg (file attached)
        The chart of %1$s
        26/01/2026, 08:15 - Gareth Pryce: %1$s thank you
        """
            .formatted(word);
    byte[] picture = new byte[3000];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (i * 31);
    }
    var files = new LinkedHashMap<String, byte[]>();
    files.put("WhatsApp Chat with Gareth Pryce.txt", chat.getBytes(StandardCharsets.UTF_8));
    files.put("IMG-20260125-WA0001.jpg", picture);
    return zip(name, files);
  }

  /** Day and month can be swapped everywhere and time still runs forward. */
  Path ambiguous(String name, String word) throws IOException {
    String chat =
        """
        02/03/2026, 18:12 - Owen Tate: You around? %1$s
        03/04/2026, 07:58 - Dominic Achebe: Same terms, %1$s
        04/05/2026, 21:40 - Owen Tate: Arrived, %1$s
        """
            .formatted(word);
    return Files.writeString(folder.resolve(name), chat);
  }

  /** A chat as one of its two people exports it. */
  Path seenOnAndroid(String name) throws IOException {
    String chat =
        """
        24/01/2026, 09:02 - Mona V: The firecrest sits in the hedge
        24/01/2026, 09:02 - Rhys: ok
        24/01/2026, 09:03 - Rhys: Will you bring the ladder?
        24/01/2026, 09:05 - Mona V: 👍
        """;
    return Files.writeString(folder.resolve(name), chat);
  }

  /** The same chat as the other one exports it. */
  Path seenOnIphone(String name) throws IOException {
    String chat =
        """
        [24/01/2026, 09:02:13] Mona Vale: The firecrest sits in the hedge
        [24/01/2026, 09:02:40] Rhys Pugh: ok
        [24/01/2026, 09:03:01] Rhys Pugh: Will you bring the ladder?
        [24/01/2026, 09:05:59] Mona Vale: 👍
        """;
    return zip(name, Map.of("_chat.txt", chat.getBytes(StandardCharsets.UTF_8)));
  }

  Path garbage(String name) throws IOException {
    byte[] bytes = new byte[5000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 131 + 7);
    }
    bytes[0] = 'P';
    bytes[1] = 'K';
    bytes[2] = 3;
    bytes[3] = 4;
    return Files.write(folder.resolve(name), bytes);
  }

  /** A few megabytes that unpack to some gigabytes. */
  Path bomb(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] zeros = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry("_chat.txt"));
      for (int i = 0; i < 3000; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    return file;
  }

  /** Entries that would leave the folder they are unpacked in. */
  Path pathTrick(String name) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(
        "_chat.txt", "24/01/2026, 09:02 - Gareth Pryce: hello\n".getBytes(StandardCharsets.UTF_8));
    files.put("../../../../tmp/holdfast-path-trick", new byte[] {1});
    files.put("/tmp/holdfast-path-trick", new byte[] {1});
    return zip(name, files);
  }

  private Path zip(String name, Map<String, byte[]> files) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
