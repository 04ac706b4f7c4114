package io.holdfast.deploy.web.upload;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ImportDoor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Hands the file of a multipart request on while it arrives. Nothing of it touches a disk here, so
 * that no plain text is left in a temporary file and a file may be larger than memory.
 */
public final class Upload {
  private static final int MOST_FIELDS = 20;
  private static final int FIELD_LIMIT = 4096;
  private static final int NAME_LIMIT = 200;

  private final ImportDoor imports;

  /** Uploads that go through a door. */
  public Upload(ImportDoor imports) {
    this.imports = imports;
  }

  /**
   * Streams the part {@code file} through the door.
   *
   * @param guard looks at the fields that came before the file; false refuses the request unread
   * @return the import's id
   */
  public String receive(
      HttpServletRequest request, Asker asker, Predicate<Map<String, String>> guard)
      throws IOException {
    if (!JakartaServletFileUpload.isMultipartContent(request)) {
      throw refused("send the chat export as multipart/form-data with a part named \"file\"");
    }
    try {
      return receive(new JakartaServletFileUpload<>().getItemIterator(request), asker, guard);
    } catch (FileUploadException e) {
      throw new ArchiveException(
          Category.INVALID,
          "the upload is not complete multipart/form-data and was dropped; send it again",
          e);
    }
  }

  private String receive(
      FileItemInputIterator parts, Asker asker, Predicate<Map<String, String>> guard)
      throws IOException {
    var fields = new HashMap<String, String>();
    FileItemInput file = nextFile(parts, fields);
    if (!guard.test(Map.copyOf(fields))) {
      throw new ArchiveException(
          Category.REFUSED,
          "this upload did not come from one of our pages; open the import page and choose again");
    }
    if (file == null) {
      throw refused("choose a file: the request has no part named \"file\"");
    }
    try (InputStream body = file.getInputStream()) {
      return imports.receive(asker, name(sentName(file)), body, () -> options(parts, fields));
    }
  }

  private static ImportDoor.Options options(
      FileItemInputIterator parts, Map<String, String> fields) {
    try {
      while (nextFile(parts, fields) != null) {
        throw refused("send one file at a time");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return options(fields);
  }

  /** What the fields of a form say about a file. */
  public static ImportDoor.Options options(Map<String, String> fields) {
    return new ImportDoor.Options(
        given(fields, "zone"),
        given(fields, "dateOrder"),
        given(fields, "owner"),
        given(fields, "text"),
        given(fields, "encoding"),
        given(fields, "exported"),
        given(fields, "otherForms"));
  }

  private static @Nullable FileItemInput nextFile(
      FileItemInputIterator parts, Map<String, String> fields) throws IOException {
    while (parts.hasNext()) {
      FileItemInput part = parts.next();
      if (!part.isFormField()) {
        if ("file".equals(part.getFieldName())) {
          return part;
        }
        throw refused("the file's part must be named \"file\"");
      }
      if (fields.size() == MOST_FIELDS) {
        throw refused("the request has too many fields");
      }
      fields.put(String.valueOf(part.getFieldName()), text(part));
    }
    return null;
  }

  private static String text(FileItemInput part) throws IOException {
    try (InputStream body = part.getInputStream()) {
      byte[] bytes = body.readNBytes(FIELD_LIMIT + 1);
      if (bytes.length > FIELD_LIMIT) {
        throw refused("a field is longer than " + FIELD_LIMIT + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  private static @Nullable String given(Map<String, String> fields, String name) {
    String value = fields.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** What was sent, also where it can name no file on this machine. */
  private static @Nullable String sentName(FileItemInput file) {
    try {
      return file.getName();
    } catch (InvalidPathException e) {
      return e.getInput();
    }
  }

  /** The last part of a path that a browser or program may send, without control characters. */
  static String name(@Nullable String sent) {
    String name = sent == null ? "" : sent;
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name =
        name.codePoints()
            .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
            .limit(NAME_LIMIT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return name.isEmpty() ? "unnamed" : name;
  }

  private static ArchiveException refused(String message) {
    return new ArchiveException(Category.INVALID, message);
  }
}
