package io.holdfast.ingest.export;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Names of entries of a zip: read whatever their flag says, and checked for tricks. */
final class ZipNames {
  private ZipNames() {}

  /** The name of an entry; Info-ZIP's Unicode name counts when it belongs to the plain one. */
  static String of(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField path
        && path.getUnicodeName() != null) {
      var crc = new CRC32();
      crc.update(raw);
      if (crc.getValue() == path.getNameCRC32()) {
        return decode(path.getUnicodeName());
      }
    }
    return decode(raw);
  }

  /** UTF-8 when the bytes are UTF-8, else the code page of old zip programs. */
  static String decode(byte[] raw) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(raw))
          .toString();
    } catch (CharacterCodingException e) {
      Charset old =
          Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
      return new String(raw, old);
    }
  }

  /** Why a name must not be trusted, in plain words. */
  static Optional<String> trick(String name) {
    if (name.indexOf('\\') >= 0) {
      return Optional.of("an entry's name holds a backslash");
    }
    if (name.startsWith("/") || name.matches("^[A-Za-z]:.*")) {
      return Optional.of("an entry's name is an absolute path");
    }
    for (String part : name.split("/")) {
      if (part.equals("..")) {
        return Optional.of("an entry's name leads out of the archive (..)");
      }
    }
    if (base(name).isEmpty() && !name.endsWith("/")) {
      return Optional.of("an entry has no name");
    }
    return name.chars().anyMatch(c -> c < ' ' || c == 0x7f)
        ? Optional.of("an entry's name holds control characters")
        : Optional.empty();
  }

  /** What file managers leave behind. */
  static boolean litter(String name) {
    String base = base(name).toLowerCase(Locale.ROOT);
    return name.startsWith("__MACOSX/")
        || base.startsWith("._")
        || base.equals(".ds_store")
        || base.equals("thumbs.db")
        || base.equals("desktop.ini");
  }

  /** The name without folders. */
  static String base(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
