package io.holdfast.ingest.media;

import io.holdfast.archive.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the platform with the token, and nobody else: an address outside {@link GraphAccess} is
 * never called, and no redirect is followed, with the token or without. Thread-safe.
 */
final class PlatformClient implements AutoCloseable {
  private static final String AGENT = "Holdfast-media/1";

  private final GraphAccess access;
  private final MediaLimits limits;
  private final InstantSource clock;
  private final HttpClient http;

  PlatformClient(GraphAccess access, MediaLimits limits, InstantSource clock) {
    this.access = access;
    this.limits = limits;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
  }

  /** The head of a good answer; its body is read later and must be closed. */
  HttpResponse<InputStream> open(URI target) throws Refusal {
    HttpResponse<InputStream> response = send(target);
    if (response.statusCode() == 200) {
      return response;
    }
    try (InputStream body = response.body()) {
      throw refused(response, body);
    } catch (IOException e) {
      throw Refusal.of(MediaFailure.BROKEN_OFF);
    }
  }

  /** What the Graph API says of a media id. */
  MediaAnswer ask(@Nullable String id) throws Refusal {
    URI address = id == null ? null : access.media(id);
    if (address == null) {
      throw Refusal.of(MediaFailure.GONE);
    }
    HttpResponse<InputStream> response = open(address);
    try (InputStream body = response.body()) {
      return MediaAnswer.read(Bytes.wrap(small(body)))
          .filter(answer -> answer.id() == null || answer.id().equals(id))
          .filter(answer -> answer.url() != null)
          .orElseThrow(() -> Refusal.of(MediaFailure.BAD_ANSWER));
    } catch (IOException e) {
      throw Refusal.of(MediaFailure.BROKEN_OFF);
    }
  }

  private HttpResponse<InputStream> send(URI target) throws Refusal {
    if (access.token() == null) {
      throw Refusal.of(MediaFailure.NO_TOKEN);
    }
    if (!access.allows(target)) {
      throw Refusal.of(MediaFailure.FOREIGN_HOST);
    }
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(limits.answer())
            .header("Authorization", "Bearer " + access.token())
            .header("User-Agent", AGENT)
            .header("Accept-Encoding", "identity")
            .GET()
            .build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (HttpConnectTimeoutException | ConnectException | SSLException e) {
      throw Refusal.of(MediaFailure.UNREACHABLE);
    } catch (HttpTimeoutException e) {
      throw Refusal.of(MediaFailure.TIMEOUT);
    } catch (IOException | UnresolvedAddressException e) {
      throw Refusal.of(MediaFailure.BROKEN_OFF);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.of(MediaFailure.BROKEN_OFF);
    }
  }

  private Refusal refused(HttpResponse<InputStream> response, InputStream body) {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      return Refusal.of(MediaFailure.REDIRECT);
    }
    MediaFailure failure = failure(status, code(body));
    return Refusal.of(failure, wished(response.headers()));
  }

  /**
   * The Graph API's own code in the body of an error; 0 when there is none, and the status counts.
   */
  private int code(InputStream body) {
    try {
      return MediaAnswer.read(Bytes.wrap(small(body))).map(MediaAnswer::errorCode).orElse(0);
    } catch (Refusal | IOException e) {
      return 0;
    }
  }

  /** Statuses of HTTP, and the Graph API's own codes, which it sends with status 400 too. */
  private static MediaFailure failure(int status, int code) {
    return switch (code) {
      case 190, 10, 102 -> MediaFailure.TOKEN;
      case 4, 17, 32, 613, 80007, 130429, 131056 -> MediaFailure.RATE_LIMITED;
      case 1, 2 -> MediaFailure.PLATFORM_ERROR;
      case 100 -> status == 401 || status == 403 ? MediaFailure.TOKEN : MediaFailure.GONE;
      default ->
          switch (status) {
            case 401, 403 -> MediaFailure.TOKEN;
            case 404, 410 -> MediaFailure.GONE;
            case 408, 429 -> MediaFailure.RATE_LIMITED;
            default -> status >= 500 ? MediaFailure.PLATFORM_ERROR : MediaFailure.REFUSED;
          };
    };
  }

  /** {@code Retry-After}: seconds or a date. */
  private Duration wished(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    try {
      if (!value.isEmpty() && value.length() < 10 && value.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      if (!value.isEmpty()) {
        var until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
        Duration rest = Duration.between(clock.instant(), until.toInstant());
        return rest.isNegative() ? Duration.ZERO : rest;
      }
    } catch (DateTimeException e) {
      return Duration.ZERO; // what cannot be read was not wished
    }
    return Duration.ZERO;
  }

  /** A body that must be small, within the time of a head. */
  private byte[] small(InputStream body) throws Refusal, IOException {
    var stream = new FileStream(body, false, MediaAnswer.MOST_BYTES, (count, hash) -> null);
    CompletableFuture<Void> watch = watch(stream, limits.answer());
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      MediaFailure failure = stream.failure();
      throw Refusal.of(
          failure == MediaFailure.TIMEOUT ? MediaFailure.TIMEOUT : MediaFailure.BAD_ANSWER);
    } finally {
      watch.cancel(false);
    }
  }

  /** Aborts a stream when its time is over; to be cancelled when it has ended. */
  static CompletableFuture<Void> watch(FileStream stream, Duration time) {
    return CompletableFuture.runAsync(
        stream::abort, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
