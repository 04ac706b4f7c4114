package io.holdfast.archive.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an object in the store: one or more parts of {@code [A-Za-z0-9._-]}, each 1 to 200
 * characters, none beginning with a dot, joined by {@code /}; at most 800 characters. It cannot
 * leave the store's root.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199})*");

  /** Refuses a name outside the form. */
  public ObjectKey {
    if (!hasForm(value)) {
      throw new IllegalArgumentException(
          "not an object name: it has characters or dots that are not allowed");
    }
  }

  /** The name, or nothing when it is outside the form. */
  public static Optional<ObjectKey> parse(String value) {
    return hasForm(value) ? Optional.of(new ObjectKey(value)) : Optional.empty();
  }

  private static boolean hasForm(String value) {
    return value.length() <= 800 && FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
