package io.holdfast.archive;

import org.jspecify.annotations.Nullable;

/** Trouble with the world outside the evidence: the category says whether trying again can help. */
public final class ArchiveException extends RuntimeException {
  /** What kind of trouble, and what the caller may do about it. */
  public enum Category {
    /** The other side is missing or busy; the same call may succeed later. */
    UNAVAILABLE(true),
    /** The input is wrong; the same call never succeeds. */
    INVALID(false),
    /** A lock, a hold or a policy forbids it. */
    REFUSED(false),
    /** Somebody else was first; look again before deciding. */
    CONFLICT(true),
    /** What was asked for is not there. */
    NOT_FOUND(false),
    /** This installation is set up in a way that it must not run with. */
    MISCONFIGURED(false);

    private final boolean retryable;

    Category(boolean retryable) {
      this.retryable = retryable;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
      return retryable;
    }
  }

  private final Category category;

  /**
   * A failure with its category.
   *
   * @param message what happened, where, and what to do about it; no message content, no secrets
   */
  public ArchiveException(Category category, String message) {
    this(category, message, null);
  }

  /** A failure with its category and what caused it. */
  public ArchiveException(Category category, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** What kind of trouble this is. */
  public Category category() {
    return category;
  }
}
