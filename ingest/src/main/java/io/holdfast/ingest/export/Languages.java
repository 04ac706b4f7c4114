package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All languages that the program has words of. What tells a language (names of exports, beginnings
 * of first lines) is read at once; its words when they are needed. Thread-safe.
 */
final class Languages {
  /** The language whose words are always tried: apps fall back to it. */
  static final String ENGLISH = "en";

  /** Letters that composing leaves in two: of Devanagari, Bengali and Gurmukhi. */
  private static final int[] DOTTED = {
    0x958, 0x959, 0x95a, 0x95b, 0x95c, 0x95d, 0x95e, 0x95f, 0x9dc, 0x9dd, 0x9df, 0xa33, 0xa36,
    0xa59, 0xa5a, 0xa5b, 0xa5e
  };

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** One language before its words are read. */
  private static final class Entry {
    final List<String> files = new ArrayList<>();
    final List<String> hints = new ArrayList<>();
    final List<String> kin = new ArrayList<>();
    private volatile @Nullable Language language;

    void add(String what, String text) {
      switch (what) {
        case "file" -> files.add(text);
        case "hint" -> hints.add(AppLine.lower(AppLine.fold(text)));
        case "kin" -> kin.addAll(List.of(text.split(" ")));
        default -> throw new IllegalStateException("languages.txt: what is " + what);
      }
    }

    Language language(String code) {
      Language read = language;
      return read == null ? read(code) : read;
    }

    /** Once: whoever counts languages tells them apart by which they are. */
    private synchronized Language read(String code) {
      Language read = language;
      if (read == null) {
        read = new Language(code, spelled(resource("lines-" + code + ".txt")));
        language = read;
      }
      return read;
    }
  }

  private Languages() {
    for (String line : resource("languages.txt").split("\n")) {
      String[] parts = line.split("\t", -1);
      if (!line.startsWith("#") && !line.isBlank()) {
        Entry entry = entries.computeIfAbsent(parts[0], code -> new Entry());
        if (parts.length == 3) {
          entry.add(parts[1], parts[2]);
        }
      }
    }
  }

  private static final class Holder {
    static final Languages ALL = new Languages();
  }

  static Languages all() {
    return Holder.ALL;
  }

  /** The codes of all languages. */
  List<String> codes() {
    return List.copyOf(entries.keySet());
  }

  /** The words of a language; empty when there are none. */
  Optional<Language> of(@Nullable String code) {
    Entry entry = code == null ? null : entries.get(code);
    return entry == null || code == null ? Optional.empty() : Optional.of(entry.language(code));
  }

  /** Languages so alike that a line may be of any of them. */
  List<String> kin(String code) {
    Entry entry = entries.get(code);
    return entry == null ? List.of() : entry.kin;
  }

  /** Languages that a line may be of by how it begins, the likeliest first. */
  List<String> hinted(AppLine line) {
    var codes = new ArrayList<String>();
    entries.forEach(
        (code, entry) -> {
          if (entry.hints.stream().anyMatch(line.lower()::startsWith)) {
            codes.add(code);
          }
        });
    return codes;
  }

  /** A chat's title in the name of its export, and the language that says so. */
  record FileName(String title, String language) {}

  /** Reads the name of an export, without ending; of several readings the most literal one. */
  Optional<FileName> fileName(String stem) {
    FileName best = null;
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      for (String words : entry.getValue().files) {
        String title = between(stem, words);
        if (title != null && (best == null || title.length() < best.title().length())) {
          best = new FileName(title, entry.getKey());
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** File systems refuse colons: some programs write something else, some nothing. */
  private static @Nullable String between(String name, String words) {
    int gap = words.indexOf("{n}");
    String suffix = words.substring(gap + 3);
    for (String colon : List.of(":", "_", "-", "")) {
      String prefix = words.substring(0, gap).replace(":", colon);
      boolean fits =
          name.length() > prefix.length() + suffix.length()
              && name.startsWith(prefix)
              && name.endsWith(suffix);
      if (fits) {
        return Names.shown(name.substring(prefix.length(), name.length() - suffix.length()));
      }
    }
    return null;
  }

  /**
   * Letters of India with a dot below have two spellings, which the phones use both and which
   * composing does not make one: every line in both.
   */
  static String spelled(String lines) {
    var all = new StringBuilder(lines);
    for (String line : lines.split("\n")) {
      String parted = Normalizer.normalize(line, Normalizer.Form.NFC);
      String whole = line;
      for (int letter : DOTTED) {
        String one = Character.toString(letter);
        whole = whole.replace(Normalizer.normalize(one, Normalizer.Form.NFD), one);
      }
      for (String other : List.of(parted, whole)) {
        if (!other.equals(line)) {
          all.append('\n').append(other);
        }
      }
    }
    return all.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Languages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
