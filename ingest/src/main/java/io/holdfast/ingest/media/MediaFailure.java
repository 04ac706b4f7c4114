package io.holdfast.ingest.media;

import java.util.Locale;

/** Why a file did not come. The code is stable: it stands in gaps and on the status page. */
public enum MediaFailure {
  /** No access token is set, so nobody asked. */
  NO_TOKEN("no access token is set"),
  /** A message of the history has a file that the platform names in another delivery, or never. */
  UNNAMED("the platform named a file and never said which"),
  /** The token is wrong, has ended, or may not read this file (401, 403, Graph code 190). */
  TOKEN("the platform refused the access token"),
  /** The platform does not know the file any more, or hides it from this token (404, 410). */
  GONE("the platform says that there is no such file, or that this token may not see it"),
  /** Too many requests (408, 429, Graph codes 4, 80007, 130429). */
  RATE_LIMITED("the platform asked to wait"),
  /** The platform's own fault (5xx). */
  PLATFORM_ERROR("the platform failed"),
  /** Another refusal (4xx). */
  REFUSED("the platform refused the request"),
  /** No connection. */
  UNREACHABLE("the platform could not be reached"),
  /** No answer, or no end of it, in time. */
  TIMEOUT("the answer did not come to its end in time"),
  /** The connection broke before the end. */
  BROKEN_OFF("the answer broke off before its end"),
  /** No bytes. */
  EMPTY("the answer was empty"),
  /** Another length than was announced. */
  WRONG_LENGTH("the file had another length than was announced"),
  /** A page or an error in the place of the file. */
  PAGE_INSTEAD("a page came in the place of the file"),
  /** An answer of the Graph API that does not say where the file is. */
  BAD_ANSWER("the platform's answer could not be read"),
  /** An encoding that was not asked for. */
  UNKNOWN_ENCODING("the file came in an encoding that nobody asked for"),
  /** Somewhere else; never followed. */
  REDIRECT("the platform pointed to another place, where the token must not go"),
  /** An address that is not the platform's; never called. */
  FOREIGN_HOST("the file's address is not one of the platform's"),
  /** More than this archive takes in. */
  TOO_LARGE("the file is larger than 110 MB"),
  /** Our own store; no reason to give up. */
  STORE("the store could not take the file in");

  private final String words;

  MediaFailure(String words) {
    this.words = words;
  }

  /** The stable code: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Plain words that end a sentence. */
  public String words() {
    return words;
  }
}
