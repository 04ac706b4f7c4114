package io.holdfast.deploy.bench;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.whatsapp.CloudNormalizer;
import io.holdfast.ingest.whatsapp.WebhookBodies;
import io.holdfast.ingest.whatsapp.WebhookBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Webhook bodies into records, on one thread, everything but the check of the signature. */
public final class NormalizeBench {
  private static final int BODIES = 20_000;
  private static final double TARGET = 150_000;

  private final CloudNormalizer normalizer = new CloudNormalizer(RecordIdentity.published());
  private final JsonMapper mapper = RecordJson.mapper();
  private final BenchOptions options;
  private final InstantSource clock;

  /** A bench that is run once. */
  public NormalizeBench(BenchOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  /** Measures. */
  public Report run() throws Exception {
    Machine machine = Machine.here();
    var at = clock.instant();
    int count = options.size().orElse(BODIES);
    List<Bytes> given = options.file().map(NormalizeBench::read).orElse(List.of());
    var rounds = new Rounds<List<Bytes>>(round -> given.isEmpty() ? bodies(round, count) : given);
    Rounds.Pair pair = rounds.run(options.time(), this::normalize, this::walk, List::size);
    var about =
        new Figure.About(
            "bodies to records, ids and exact fragments included",
            "bodies/s",
            1,
            TARGET,
            "a bare token walk of the same bodies by Jackson's streaming parser: whoever reads the"
                + " JSON at all has to do that much");
    List<Bytes> sample = given.isEmpty() ? bodies(0, count) : given;
    return new Report(
        "normalize",
        at,
        Figure.of(about, pair.figure(), pair.limit(), Map.of("perProcessorSecond", pair.busy())),
        List.of(),
        Map.of(
            "bodiesPerRound",
            sample.size(),
            "bytesPerBody",
            sample.stream().mapToLong(Bytes::length).sum() / sample.size(),
            "madeUp",
            given.isEmpty(),
            "seed",
            options.seed()),
        Rounds.warmUp(),
        Long.toHexString(rounds.sum()),
        machine);
  }

  private List<Bytes> bodies(int round, int count) {
    var text = new DeliveryText(options.seed() * 1_000_003 + round, 16);
    var bodies = new ArrayList<Bytes>(count);
    for (int i = 0; i < count; i++) {
      bodies.add(Bytes.wrap(text.next()));
    }
    return bodies;
  }

  private static List<Bytes> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var bodies = new ArrayList<Bytes>();
      var reader = new WebhookBodies(in);
      for (WebhookBody body = reader.next(); body != null; body = reader.next()) {
        if (body instanceof WebhookBody.Whole whole) {
          bodies.add(whole.bytes());
        }
      }
      if (bodies.isEmpty()) {
        throw new ArchiveException(Category.INVALID, file + " holds no webhook body.");
      }
      return bodies;
    } catch (IOException e) {
      throw new ArchiveException(
          Category.INVALID, "%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private long normalize(List<Bytes> bodies) {
    long sum = 0;
    for (Bytes body : bodies) {
      for (CanonicalRecord record : normalizer.read(body)) {
        Bytes raw = record.raw();
        sum = sum * 31 + record.id().hashCode() + (raw == null ? 0 : raw.length());
      }
    }
    return sum;
  }

  private long walk(List<Bytes> bodies) {
    long sum = 0;
    for (Bytes body : bodies) {
      try (JsonParser parser = mapper.createParser(body.toArray())) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          sum = sum * 31 + token.id();
        }
      }
    }
    return sum;
  }
}
