package io.holdfast.deploy.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small answers and checks that several endpoints share. */
final class Answers {
  private Answers() {}

  /** The id of what was made. */
  record Made(String id) {}

  /** A list that is written even when it is empty. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Listed<T>(List<T> items) {}

  static int size(@Nullable Integer asked, int normal, int most) {
    if (asked == null) {
      return normal;
    }
    if (asked < 1 || asked > most) {
      throw new ArchiveException(Category.INVALID, "size is a number from 1 to " + most);
    }
    return asked;
  }

  static <T> T found(@Nullable T thing, String what) {
    if (thing == null) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no " + what + " of this id");
    }
    return thing;
  }
}
