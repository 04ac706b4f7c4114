package io.holdfast.deploy.web.reading;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.FileDoor.File;
import io.holdfast.deploy.web.doors.FileDoor.Finding;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * Hands a file over as bytes to keep, never to show: whatever somebody sent may be hostile. No
 * browser is told a type that it would run or draw.
 */
public final class Download {
  private static final int LONGEST_NAME = 150;
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/webp", "webp"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/3gpp", "3gp"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/amr", "amr"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("text/plain", "txt"));

  private Download() {}

  /** The file that was found; that there is none is said as 404. */
  public static File kept(Finding finding) {
    return switch (finding) {
      case Finding.Kept kept -> kept.file();
      case Finding.NotKept not ->
          throw new ArchiveException(
              Category.NOT_FOUND, "the archive does not have this file: it is " + not.state());
      case Finding.Unknown _ ->
          throw new ArchiveException(Category.NOT_FOUND, "there is no such file");
    };
  }

  /** Sends a file and closes it. */
  public static void send(HttpServletResponse response, File file, String record, int number)
      throws IOException {
    try (InputStream content = file.content()) {
      response.setContentType("application/octet-stream");
      response.setHeader(
          "Content-Disposition",
          ContentDisposition.attachment()
              .filename(name(file, record, number), StandardCharsets.UTF_8)
              .build()
              .toString());
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
      response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
      response.setHeader("Cache-Control", "no-store");
      if (file.size() != null) {
        response.setContentLengthLong(file.size());
      }
      content.transferTo(response.getOutputStream());
    }
  }

  /** A name that is a name everywhere: no folders, no control characters, no hidden file. */
  static String name(File file, String record, int number) {
    String given = file.name() == null ? "" : file.name();
    String clean =
        given
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\\\/:*?\"<>|]", "_")
            .replaceAll("^[.\\s]+|[.\\s]+$", "");
    if (clean.length() > LONGEST_NAME) {
      clean = clean.substring(clean.length() - LONGEST_NAME); // its ending is at the end
    }
    return clean.isEmpty() ? record + "-" + number + ending(file.mediaType()) : clean;
  }

  private static String ending(@Nullable String mediaType) {
    String essence = mediaType == null ? "" : mediaType.replaceAll(";.*$", "").strip();
    String ending = ENDINGS.get(essence);
    return ending == null ? "" : "." + ending;
  }
}
