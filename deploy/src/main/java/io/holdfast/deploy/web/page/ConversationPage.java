package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.ConversationDoor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is read.
 *
 * @param around the record or day that it was opened at; empty at its end
 * @param proof the open proof; absent when none is
 */
public record ConversationPage(
    ConversationDoor.Page piece, List<Bubble> bubbles, String around, @Nullable ProofPanel proof) {
  /** Its address. */
  public String path() {
    return "/conversations/" + encoded(piece.conversation().id());
  }

  /** Its address with the proof of a record open. */
  public String proofOf(String id) {
    return path() + "?around=" + encoded(around.isEmpty() ? id : around) + "&proof=" + encoded(id);
  }

  /** Its address with no proof open. */
  public String closed() {
    return around.isEmpty() ? path() : path() + "?around=" + encoded(around);
  }

  /** Its address opened elsewhere. */
  public String at(String place) {
    return path() + "?around=" + encoded(place);
  }

  /** The address of the same messages in another conversation. */
  public String elsewhere(ConversationDoor.AlsoSeen other) {
    return "/conversations/" + encoded(other.conversation()) + "?around=" + encoded(other.around());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
