package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sealed message as one source saw it: enough to see that two sources saw the same, and nothing
 * of what it says.
 *
 * @param sentAt for exports by the assumed zone
 * @param minute whether the source gave minutes only
 * @param textKey keyed hash of the folded text, or of a file's bytes
 * @param telling whether the text is so long that it is hardly said twice by chance
 * @param senderKey keyed hash of the sender's number, or null when only a name is known
 */
record Observation(
    String recordId,
    Place place,
    Origin origin,
    long ordinal,
    Instant sentAt,
    boolean minute,
    String textKey,
    boolean telling,
    @Nullable String senderKey) {
  /**
   * Whose eyes: one capture of one conversation.
   *
   * @param account phone number id, or import id
   * @param direct whether two people talk; null when that is not known
   */
  record Origin(String connector, String account, String conversation, @Nullable Boolean direct) {
    /** Whether both may have seen the same chat: other eyes, and not a group and a direct chat. */
    boolean mayMeet(Origin other) {
      boolean sameEyes = connector.equals(other.connector) && account.equals(other.account);
      boolean contrary = direct != null && other.direct != null && !direct.equals(other.direct);
      return !sameEyes && !contrary;
    }
  }

  /** Whether both may be the same message, the other one's clock being ahead by so many seconds. */
  boolean mayBe(Observation other, long ahead) {
    if (!textKey.equals(other.textKey)
        || (senderKey != null && other.senderKey != null && !senderKey.equals(other.senderKey))) {
      return false;
    }
    long mine = sentAt.getEpochSecond();
    long theirs = other.sentAt.getEpochSecond() - ahead;
    if (minute && other.minute) {
      return Math.floorDiv(mine, 60) == Math.floorDiv(theirs, 60);
    }
    if (minute == other.minute) {
      return Math.abs(mine - theirs) <= 1;
    }
    // seconds of one message differ by one between two exports of an iPhone
    long start = 60 * Math.floorDiv(minute ? mine : theirs, 60);
    long second = minute ? theirs : mine;
    return second >= start - 1 && second <= start + 60;
  }
}
