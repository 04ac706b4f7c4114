package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is refused, as a stable code behind the words; the cause of the {@link
 * ArchiveException} that says it. {@link #codeOf} finds it again.
 */
public final class ExportRefusal extends RuntimeException {
  private final String code;

  private ExportRefusal(String code, @Nullable Throwable cause) {
    super(code, cause);
    this.code = code;
  }

  /** A stable code such as {@code zip-encrypted}. */
  public String code() {
    return code;
  }

  /** The code of a failure that is a refusal. */
  public static Optional<String> codeOf(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof ExportRefusal refusal) {
        return Optional.of(refusal.code());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** The zip is not taken. */
  static ArchiveException zip(String code, String why) {
    return zip(code, why, null);
  }

  static ArchiveException zip(String code, String why, @Nullable Throwable cause) {
    return refuse("zip-" + code, "the zip is refused: " + why, cause);
  }

  /** The text is not read as a chat. */
  static ArchiveException text(String code, String why) {
    return refuse(code, "not read as an exported chat: " + why, null);
  }

  /** The text is of another encoding. */
  static ArchiveException encoding(TextEncoding looksLike) {
    return text(
        "other-encoding",
        "it looks like %s, and phones write UTF-8: some program saved it anew. Hand in the file as the phone wrote it, or say that its encoding is %s"
            .formatted(looksLike.code(), looksLike.code()));
  }

  private static ArchiveException refuse(String code, String words, @Nullable Throwable cause) {
    return new ArchiveException(Category.INVALID, words, new ExportRefusal(code, cause));
  }
}
