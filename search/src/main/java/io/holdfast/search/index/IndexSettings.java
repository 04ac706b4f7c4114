package io.holdfast.search.index;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the search index is.
 *
 * @param url of the Elasticsearch server, 8 or 9
 * @param login for servers that demand one
 * @param prefix what the names of our indices begin with: lower-case letters, digits and hyphens
 */
public record IndexSettings(URI url, Optional<Login> login, String prefix) {
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,60}");

  /**
   * Refuses a prefix that could not be an index name, and addresses that are not of a web server.
   */
  public IndexSettings {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "search.url is http://HOST:PORT or https://HOST:PORT, user and password apart");
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("not a prefix for index names: " + prefix);
    }
  }

  /** The usual names, without a login. */
  public static IndexSettings of(URI url) {
    return new IndexSettings(url, Optional.empty(), "holdfast");
  }

  /** The usual names, with a login. */
  public static IndexSettings of(URI url, String user, String password) {
    return new IndexSettings(url, Optional.of(new Login(user, password)), "holdfast");
  }

  /** A user of the server. */
  public record Login(String user, String password) {
    /** Safe to print: no password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
