package io.holdfast.deploy.web.security;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong, as a person is told it.
 *
 * @param number under which the log has more; absent when there is no more to know
 */
public record Fault(int status, String title, String detail, @Nullable String number) {
  private static final Logger log = LoggerFactory.getLogger(Fault.class);

  /** The fault that an exception means; what is unexpected goes to the log under its number. */
  public static Fault of(Exception trouble) {
    return switch (trouble) {
      case ArchiveException known -> of(known);
      case IntegrityException broken ->
          numbered(
              500,
              "Broken evidence: nothing was opened",
              String.valueOf(broken.getMessage()),
              broken);
      case InvalidParameterException unreadable -> // its message has the value, so it is not logged
          new Fault(
              400,
              "The request could not be read",
              "A parameter of the address is not UTF-8 or is too long",
              null);
      default ->
          numbered(
              500,
              "Something went wrong, and nothing was changed by it",
              "Try again; if it stays, tell your administrator the fault number",
              trouble);
    };
  }

  private static Fault of(ArchiveException known) {
    String message = String.valueOf(known.getMessage());
    return switch (known.category()) {
      case UNAVAILABLE ->
          message.equals(Looking.NOT_RECORDED)
              ? numbered(
                  503,
                  Looking.NOT_RECORDED,
                  "The record of access cannot be reached. Try again, or tell your administrator",
                  known)
              : numbered(503, "A part of the archive cannot be reached", message, known);
      case INVALID -> new Fault(400, "This cannot be done as asked", message, null);
      case REFUSED -> new Fault(403, "This is not allowed", message, null);
      case CONFLICT -> new Fault(409, "Somebody else was first", message, null);
      case NOT_FOUND -> new Fault(404, "There is nothing here", message, null);
      case MISCONFIGURED -> numbered(500, "This installation is not set up for it", message, known);
    };
  }

  /** This fault as a problem detail. */
  public Problem problem() {
    return new Problem(status, title, detail, number, null);
  }

  private static Fault numbered(int status, String title, String detail, Exception why) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    log.warn("fault {}: {}", number, LoggedTrouble.whole(why));
    return new Fault(status, title, detail, number);
  }
}
