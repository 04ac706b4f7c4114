package io.holdfast.ingest.media;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the Graph API is, with what token it is asked, and where that token may go: to this very
 * address (scheme, host and port), and over https to hosts of {@code facebook.com} and {@code
 * fbsbx.com}. Nowhere else, whatever a webhook or an answer says.
 *
 * @param address as configured; without a path the version of the interface is added
 * @param token absent when none is configured
 */
public record GraphAccess(URI address, @Nullable String token) {
  private static final String VERSION = "v24.0";
  private static final int HTTPS = 443;
  private static final Pattern PLATFORM =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:facebook\\.com|fbsbx\\.com)");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
  private static final Pattern MEDIA_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,256}");

  /** Refuses an address to which no token may be sent. */
  public GraphAccess {
    String scheme = lower(address.getScheme());
    String host = lower(address.getHost());
    boolean secure = scheme.equals("https") && !host.isEmpty();
    boolean local = scheme.equals("http") && LOOPBACK.matcher(host).matches();
    if (!(secure || local) || address.getRawUserInfo() != null) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "whatsapp.graph-url must be https://… (or http:// on this machine itself): the access"
              + " token is sent there.");
    }
  }

  /** The address that tells where a file is; nothing when the id cannot be one. */
  @Nullable URI media(String id) {
    if (!MEDIA_ID.matcher(id).matches() || id.equals(".") || id.equals("..")) {
      return null;
    }
    String base = address.toString().replaceAll("[?#].*$", "").replaceAll("/+$", "");
    String path = address.getRawPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    return URI.create(base + "/" + (bare ? VERSION + "/" : "") + id);
  }

  /** Whether the token may go to an address. */
  boolean allows(URI target) {
    if (target.getRawUserInfo() != null || target.getHost() == null) {
      return false;
    }
    String scheme = lower(target.getScheme());
    String host = lower(target.getHost());
    boolean own =
        scheme.equals(lower(address.getScheme()))
            && host.equals(lower(address.getHost()))
            && port(target) == port(address);
    return own
        || (scheme.equals("https") && port(target) == HTTPS && PLATFORM.matcher(host).matches());
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return lower(uri.getScheme()).equals("https") ? HTTPS : 80;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** Safe to print: whether there is a token, never the token. */
  @Override
  public String toString() {
    return address + (token == null ? " without a token" : " with a token");
  }
}
