package io.holdfast.deploy.client;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a server said, or why not what was hoped for. */
record ServerAnswer(String server, HttpResponse<byte[]> response) {
  /** The JSON of a success. */
  JsonNode json() {
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      throw new ArchiveException(category(status), trouble(status));
    }
    if (response.body().length == 0) {
      return RecordJson.mapper().createObjectNode();
    }
    try {
      return RecordJson.mapper().readTree(response.body());
    } catch (JacksonException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE,
          server + " did not answer with JSON: is it the address of a Holdfast server?",
          e);
    }
  }

  static ArchiveException none(String server, IOException trouble) {
    String message =
        switch (trouble) {
          case HttpTimeoutException _ -> server + " did not answer in time; try again";
          case ConnectException _ ->
              server + " cannot be reached: is it running (holdfast up), is the address right?";
          default -> "the connection to %s broke (%s); try again".formatted(server, trouble);
        };
    return new ArchiveException(Category.UNAVAILABLE, message, trouble);
  }

  private String trouble(int status) {
    String said = problem();
    return switch (status) {
      case 401 ->
          server
              + " does not know this token, or it has expired: make one with `holdfast token"
              + " create` and give it with --token or HOLDFAST_TOKEN";
      case 403 -> server + " refuses this to your role" + (said.isEmpty() ? "" : ": " + said);
      case 404 -> said.isEmpty() ? server + " has nothing there: is it a Holdfast server?" : said;
      default -> said.isEmpty() ? server + " answered with status " + status : said;
    };
  }

  /** What the problem details say (RFC 9457); empty when there are none. */
  private String problem() {
    try {
      JsonNode problem = RecordJson.mapper().readTree(response.body());
      String title = problem.path("title").asString("");
      String detail = problem.path("detail").asString("");
      return title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
    } catch (JacksonException notJson) {
      return ""; // the status is all that is known
    }
  }

  private static Category category(int status) {
    return switch (status) {
      case 401, 403 -> Category.REFUSED;
      case 404, 410 -> Category.NOT_FOUND;
      case 409 -> Category.CONFLICT;
      case 408, 429 -> Category.UNAVAILABLE;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.INVALID;
    };
  }
}
