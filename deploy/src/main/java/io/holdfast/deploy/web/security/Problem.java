package io.holdfast.deploy.web.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.record.RecordJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A problem detail (RFC 9457) in clear words.
 *
 * @param title what did not happen
 * @param detail why, and what to do about it
 * @param fault number under which the log has more; absent when there is no more
 * @param certificate of a destroyed record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    int status,
    String title,
    @Nullable String detail,
    @Nullable String fault,
    @Nullable JsonNode certificate) {
  /** The media type of a problem detail. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem without more to read. */
  public static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, null, null);
  }

  /** Whether a request came from a program rather than a page. */
  public static boolean wanted(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/api/") || path.startsWith("/webhooks/");
  }

  /** Sends this problem as the answer. */
  public void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    if (status == 401) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"holdfast\"");
    }
    if (status == 503) {
      response.setHeader("Retry-After", "5");
    }
    response.getOutputStream().write(RecordJson.mapper().writeValueAsBytes(this));
  }
}
