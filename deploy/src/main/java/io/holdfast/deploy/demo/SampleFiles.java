package io.holdfast.deploy.demo;

import io.holdfast.archive.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files of the sample messages. A media id says which kind of file it is; the bytes are made of
 * the id alone, so that the platform's stand-in needs no memory.
 */
final class SampleFiles {
  private static final Pattern ID = Pattern.compile("71(\\d)0(\\d{12})");
  private static final BigInteger NUMBERS = BigInteger.TEN.pow(12);
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String SCHEMA = "http://schemas.openxmlformats.org/";

  private SampleFiles() {}

  /** What a file is. */
  private enum Kind {
    PICTURE(0, "image/jpeg"),
    PDF(1, "application/pdf"),
    LETTER(2, OFFICE + "wordprocessingml.document"),
    TABLE(3, OFFICE + "spreadsheetml.sheet"),
    VOICE(4, "audio/ogg; codecs=opus"),
    OTHER(5, "application/octet-stream");

    private final int digit;
    private final String type;

    Kind(int digit, String type) {
      this.digit = digit;
      this.type = type;
    }

    static Optional<Kind> of(int digit) {
      return Stream.of(values()).filter(kind -> kind.digit == digit).findFirst();
    }

    static Kind of(String ending) {
      return switch (ending) {
        case "jpg" -> PICTURE;
        case "pdf" -> PDF;
        case "docx" -> LETTER;
        case "xlsx" -> TABLE;
        case "ogg" -> VOICE;
        default -> OTHER;
      };
    }
  }

  /** A file as the platform has it. */
  record SampleFile(String type, Bytes bytes) {}

  /**
   * The media id of a file.
   *
   * @param seed tells it apart
   */
  static String id(String ending, byte[] seed) {
    BigInteger number = new BigInteger(1, seed).mod(NUMBERS);
    return "71%d0%012d".formatted(Kind.of(ending).digit, number);
  }

  /** The file behind a media id. */
  static Optional<SampleFile> find(String id) {
    Matcher found = ID.matcher(id);
    if (!found.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(found.group(2));
    return Kind.of(Integer.parseInt(found.group(1)))
        .map(kind -> new SampleFile(kind.type, Bytes.wrap(bytes(kind, number))));
  }

  private static byte[] bytes(Kind kind, long number) {
    String words = "Sample document " + number;
    return switch (kind) {
      case PICTURE -> SamplePicture.jpeg((int) (number % 0xb0b0b0));
      case PDF -> SamplePdf.of(words, "Marlow & Finch Capital");
      case LETTER -> letter(words);
      case TABLE -> table(number);
      case VOICE -> SampleVoice.silence(40 + (int) (number % 200));
      case OTHER -> words.getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] letter(String words) {
    return office(
        "word/document.xml",
        "wordprocessingml.document.main+xml",
        """
        <w:document xmlns:w="%swordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r>\
        </w:p></w:body></w:document>\
        """
            .formatted(SCHEMA, words),
        Map.of());
  }

  private static byte[] table(long number) {
    String relations = relations("worksheet", "worksheets/sheet1.xml").replace("rId0", "rId1");
    return office(
        "xl/workbook.xml",
        "spreadsheetml.sheet.main+xml",
        """
        <workbook xmlns="%1$sspreadsheetml/2006/main" xmlns:r="%1$sofficeDocument/2006/relationships">\
        <sheets><sheet name="Sample" sheetId="1" r:id="rId1"/></sheets></workbook>\
        """
            .formatted(SCHEMA),
        Map.of(
            "xl/_rels/workbook.xml.rels",
            relations,
            "xl/worksheets/sheet1.xml",
            """
            <worksheet xmlns="%sspreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>%d</v></c>\
            </row></sheetData></worksheet>\
            """
                .formatted(SCHEMA, number)));
  }

  private static byte[] office(String main, String type, String content, Map<String, String> more) {
    var parts = new LinkedHashMap<String, String>();
    parts.put(
        "[Content_Types].xml",
        """
        <Types xmlns="%1$spackage/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="%2$sspreadsheetml.worksheet+xml"/>\
        <Override PartName="/%3$s" ContentType="%2$s%4$s"/></Types>\
        """
            .formatted(SCHEMA, OFFICE, main, type));
    parts.put("_rels/.rels", relations("officeDocument", main));
    parts.put(main, content);
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(part -> parts.put(part.getKey(), part.getValue()));
    return zip(parts);
  }

  private static String relations(String type, String target) {
    return """
    <Relationships xmlns="%1$spackage/2006/relationships"><Relationship Id="rId0" \
    Type="%1$sofficeDocument/2006/relationships/%2$s" Target="%3$s"/></Relationships>\
    """
        .formatted(SCHEMA, type, target);
  }

  private static byte[] zip(Map<String, String> parts) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        var entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0)); // the same bytes each time
        zip.putNextEntry(entry);
        zip.write(
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + part.getValue())
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The ending of a file name, in lower case. */
  static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
