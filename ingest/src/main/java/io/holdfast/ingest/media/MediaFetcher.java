package io.holdfast.ingest.media;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.ingest.whatsapp.DeclaredHash;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one file: from the platform through a hash straight into an encrypted blob.
 * Thread-safe; blocks.
 */
final class MediaFetcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaFetcher.class);

  /** The platform's addresses live for five minutes; one is left for the way. */
  private static final Duration ADDRESS_LIFE = Duration.ofMinutes(4);

  /** After so many attempts a length that stays wrong is believed and kept as a mismatch. */
  private static final int PATIENCE = 3;

  private final PlatformClient client;
  private final MediaLimits limits;
  private final BlobWriter blobs;
  private final InstantSource clock;

  MediaFetcher(GraphAccess access, MediaLimits limits, BlobWriter blobs, InstantSource clock) {
    this.client = new PlatformClient(access, limits, clock);
    this.limits = limits;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** A file that is in the store. */
  record Fetched(MediaCapture.Arrived arrived, BlobReference blob) {}

  /** An address, what is known of the file behind it, and the how-manieth attempt this is. */
  private record Source(MediaTask task, @Nullable MediaAnswer answer, int attempt) {
    OptionalLong size() {
      return answer == null ? OptionalLong.empty() : answer.size();
    }

    boolean declares(Sha256 hash) {
      return DeclaredHash.read(task.declared().declaredSha256()).filter(hash::equals).isPresent()
          || (answer != null
              && DeclaredHash.read(answer.sha256()).filter(hash::equals).isPresent());
    }

    /** Whether it was announced as what it came as. */
    boolean announces(String type) {
      return essence(task.declared().mediaType()).equals(type)
          || (answer != null && essence(answer.mediaType()).equals(type));
    }
  }

  /**
   * Tries once.
   *
   * @param attempt from 1
   */
  Fetched fetch(MediaTask task, int attempt) throws Refusal {
    if (!task.isNamed()) {
      throw Refusal.of(MediaFailure.UNNAMED);
    }
    URI given = task.url();
    Attachment declared = task.declared();
    Instant fresh = task.receivedAt().plus(ADDRESS_LIFE);
    if (given != null && (declared.sourceId() == null || clock.instant().isBefore(fresh))) {
      try {
        return download(given, new Source(task, null, attempt));
      } catch (Refusal e) {
        if (declared.sourceId() == null || isNoReasonToAskAgain(e.failure())) {
          throw e;
        }
        LOG.info("{} is not at the webhook's address: {}", task, e.failure().code());
      }
    }
    return byId(task, attempt);
  }

  private Fetched byId(MediaTask task, int attempt) throws Refusal {
    MediaAnswer answer = client.ask(task.declared().sourceId());
    try {
      return download(answer, task, attempt);
    } catch (Refusal e) {
      if (e.failure() != MediaFailure.GONE && e.failure() != MediaFailure.TOKEN) {
        throw e;
      }
      return download(client.ask(task.declared().sourceId()), task, attempt);
    }
  }

  private static boolean isNoReasonToAskAgain(MediaFailure failure) {
    return failure == MediaFailure.STORE
        || failure == MediaFailure.RATE_LIMITED
        || failure == MediaFailure.NO_TOKEN;
  }

  private Fetched download(MediaAnswer answer, MediaTask task, int attempt) throws Refusal {
    if (answer.size().orElse(0) > limits.bytes()) {
      throw Refusal.last(MediaFailure.TOO_LARGE);
    }
    URI url = answer.url();
    if (url == null) {
      throw Refusal.of(MediaFailure.BAD_ANSWER);
    }
    return download(url, new Source(task, answer, attempt));
  }

  private Fetched download(URI url, Source source) throws Refusal {
    HttpResponse<InputStream> response = client.open(url);
    try (InputStream body = response.body()) {
      if (response.headers().firstValueAsLong("Content-Length").orElse(0) > limits.bytes()) {
        throw Refusal.last(MediaFailure.TOO_LARGE);
      }
      return store(body, response, source);
    } catch (IOException | NumberFormatException e) {
      throw Refusal.of(MediaFailure.BROKEN_OFF);
    }
  }

  private Fetched store(InputStream body, HttpResponse<InputStream> response, Source source)
      throws Refusal {
    String type = response.headers().firstValue("Content-Type").orElse(null);
    String encoding =
        response
            .headers()
            .firstValue("Content-Encoding")
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean plain = encoding.isEmpty() || encoding.equals("identity");
    if (!plain && !encoding.equals("gzip") && !encoding.equals("x-gzip")) {
      throw Refusal.of(MediaFailure.UNKNOWN_ENCODING);
    }
    var stream =
        new FileStream(
            body, !plain, limits.bytes(), (count, hash) -> judge(source, type, count, hash));
    BlobWriter.Written written = write(stream, source);
    return new Fetched(
        new MediaCapture.Arrived(
            written.reference().name(),
            written.sha256(),
            written.size(),
            type,
            plain ? null : encoding,
            Optional.ofNullable(source.answer()).map(MediaAnswer::bytes).orElse(null)),
        written.reference());
  }

  private BlobWriter.Written write(FileStream stream, Source source) throws Refusal {
    CompletableFuture<Void> watch = PlatformClient.watch(stream, limits.body());
    try {
      return blobs.write(stream);
    } catch (ArchiveException e) {
      MediaFailure failure = stream.failure();
      if (failure == null) {
        LOG.warn("{} could not be stored: {}", source.task(), LoggedTrouble.words(e));
        throw Refusal.of(MediaFailure.STORE);
      }
      boolean stubborn = failure == MediaFailure.TOO_LARGE && source.attempt() >= PATIENCE;
      throw stubborn ? Refusal.last(failure) : Refusal.of(failure);
    } finally {
      watch.cancel(false);
    }
  }

  /** What speaks against keeping a file that came to its end; wrong hashes never do. */
  private static @Nullable MediaFailure judge(
      Source source, @Nullable String type, long count, Sha256 hash) {
    if (source.declares(hash)) {
      return null;
    }
    if (count == 0 && source.size().orElse(1) != 0) {
      return MediaFailure.EMPTY;
    }
    String essence = essence(type);
    boolean page = essence.equals("text/html") || essence.equals("application/json");
    if (page && !source.announces(essence)) {
      return MediaFailure.PAGE_INSTEAD;
    }
    boolean wrong = source.size().isPresent() && source.size().getAsLong() != count;
    return wrong && source.attempt() < PATIENCE ? MediaFailure.WRONG_LENGTH : null;
  }

  /** A media type without its parameters. */
  private static String essence(@Nullable String type) {
    return type == null ? "" : type.replaceAll(";.*$", "").strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    client.close();
  }
}
