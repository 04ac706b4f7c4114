package io.holdfast.ingest.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of an attached file says.
 *
 * @param type content type: {@code image video audio document sticker contacts}
 * @param mediaType IANA media type, when the extension is known
 * @param day days since 1970-01-01 when the file was sent, when the platform wrote it into the name
 */
record MediaName(
    String type,
    @Nullable String mediaType,
    @Nullable Boolean voice,
    @Nullable Boolean animated,
    @Nullable Long day) {
  private static final Pattern ANDROID =
      Pattern.compile(
          "^(IMG|VID|AUD|PTT|STK|DOC|GIF)-(\\d{4})(\\d\\d)(\\d\\d)-WA\\d+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IOS =
      Pattern.compile(
          "^(?:\\d{1,10}-)?(PHOTO|VIDEO|AUDIO|STICKER|GIF)-(\\d{4})-(\\d\\d)-(\\d\\d)-\\d\\d-\\d\\d-\\d\\d");
  private static final Pattern OLD_IOS =
      Pattern.compile("^()(\\d{4})-(\\d\\d)-(\\d\\d)-(PHOTO|VIDEO|AUDIO)-\\d+");

  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("heic", "image/heic"),
          Map.entry("webp", "image/webp"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("3gp", "video/3gpp"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("aac", "audio/aac"),
          Map.entry("amr", "audio/amr"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("caf", "audio/x-caf"),
          Map.entry("wav", "audio/wav"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("vcf", "text/vcard"),
          Map.entry("txt", "text/plain"),
          Map.entry("csv", "text/csv"),
          Map.entry("zip", "application/zip"),
          Map.entry("doc", "application/msword"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry("ppt", "application/vnd.ms-powerpoint"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"));

  /** Whether a text begins with a name as Android gives it. */
  static boolean startsLikeOne(String text) {
    return text.length() > 4 && text.charAt(3) == '-' && ANDROID.matcher(text).find();
  }

  static MediaName of(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).strip();
    String mediaType = MEDIA_TYPES.get(extension);
    Matcher platform = firstMatch(name);
    String prefix = platform == null ? "" : prefix(platform);
    return new MediaName(
        type(prefix, extension, mediaType),
        mediaType,
        isVoice(prefix, extension) ? Boolean.TRUE : null,
        prefix.equals("GIF") ? Boolean.TRUE : null,
        platform == null ? null : day(platform));
  }

  /** An iPhone gives both notes and songs this prefix; notes are Opus. */
  private static boolean isVoice(String prefix, String extension) {
    return prefix.equals("PTT") || (prefix.equals("AUDIO") && extension.equals("opus"));
  }

  private static @Nullable Matcher firstMatch(String name) {
    for (Pattern pattern : new Pattern[] {ANDROID, IOS, OLD_IOS}) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.find()) {
        return matcher;
      }
    }
    return null;
  }

  private static String prefix(Matcher matcher) {
    String prefix = matcher.group(1).isEmpty() ? matcher.group(5) : matcher.group(1);
    return prefix.toUpperCase(Locale.ROOT);
  }

  private static String type(String prefix, String extension, @Nullable String mediaType) {
    return switch (prefix) {
      case "IMG", "PHOTO" -> "image";
      case "VID", "VIDEO", "GIF" -> "video";
      case "AUD", "PTT", "AUDIO" -> "audio";
      case "STK", "STICKER" -> "sticker";
      case "DOC" -> "document";
      default -> byExtension(extension, mediaType);
    };
  }

  private static String byExtension(String extension, @Nullable String mediaType) {
    if (extension.equals("vcf")) {
      return "contacts";
    }
    if (extension.equals("webp")) {
      return "sticker";
    }
    String major = mediaType == null ? "" : mediaType.substring(0, mediaType.indexOf('/'));
    return switch (major) {
      case "image", "video", "audio" -> major;
      default -> "document";
    };
  }

  private static @Nullable Long day(Matcher matcher) {
    try {
      return LocalDate.of(
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4)))
          .toEpochDay();
    } catch (DateTimeException e) {
      return null; // a name that only looks like the platform's
    }
  }
}
