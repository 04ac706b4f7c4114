package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the archive is. Thread-safe; blocks briefly. */
public interface StatusDoor {
  /** Everything that an operator or auditor asks first. */
  Report report();

  /** How far search has come; cheap enough for every page. */
  Freshness freshness();

  /**
   * How far search has come.
   *
   * @param searchableUpTo absent while nothing is searchable
   * @param behind whether more waits than is usual
   */
  record Freshness(@Nullable Instant searchableUpTo, boolean behind) {}

  /**
   * The state of an archive.
   *
   * @param oldestUnsealedSeconds age of the oldest capture that waits; absent when none waits
   * @param records in the store
   * @param bytes in the store
   * @param unrecognisedReasons what could not be read, by its stable reason, the most frequent
   *     first
   * @param pendingMedia files that messages name and that are neither stored nor given up
   * @param media how fetching them goes; absent where nobody fetches
   * @param gaps open ones first, then the latest
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Report(
      Instant at,
      List<Stream> streams,
      @Nullable Long oldestUnsealedSeconds,
      @Nullable Instant searchableUpTo,
      long records,
      long bytes,
      long pendingMedia,
      @Nullable Media media,
      long unrecognised,
      List<GapCount> gapReasons,
      List<Gap> gaps,
      Integrity integrity,
      List<Control> controls,
      Map<String, Long> unrecognisedReasons) {}

  /**
   * One stream of the ledger.
   *
   * @param carries {@code captures control audit}
   * @param waiting captures in the spool that are not sealed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Stream(
      String id,
      String carries,
      long waiting,
      @Nullable Long oldestSeconds,
      long manifests,
      @Nullable Instant sealedUpTo,
      boolean unbroken) {}

  /**
   * How fetching files goes.
   *
   * @param oldestSeconds age of the message whose file waits longest; absent when none waits
   * @param failing waiting files whose last attempt failed, by reason
   * @param lost files given up within the last weeks, by reason
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Media(
      long pending,
      @Nullable Long oldestSeconds,
      Map<String, Long> failing,
      Map<String, Long> lost) {}

  /**
   * Gaps of one reason; reasons with open ones come first.
   *
   * @param open begun and not ended
   * @param closed ended
   * @param standing something is missing for good, without a span that could end
   * @param newest when the latest was found
   */
  record GapCount(String reason, long open, long closed, long standing, Instant newest) {}

  /**
   * Something that was not captured.
   *
   * @param to absent unless it ended
   * @param state {@code open closed standing}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Gap(Instant from, @Nullable Instant to, String reason, String state) {}

  /**
   * The last check of the whole archive.
   *
   * @param verifiedAt absent when it was never checked
   * @param fault the first fault, in words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Integrity(@Nullable Instant verifiedAt, @Nullable String fault) {}

  /** A rule that must hold all the time, and whether it does. */
  record Control(String name, String now, boolean good) {}
}
