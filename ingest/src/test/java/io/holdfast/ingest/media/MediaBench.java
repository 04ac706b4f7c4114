package io.holdfast.ingest.media;

import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Patience;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.seal.TestRules;
import io.holdfast.archive.seal.TestSealing;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.file.FileWormStore;
import io.holdfast.ingest.whatsapp.CloudNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An archive that seals at once, the role, and the stand-in; the clock stands until it is moved.
 */
final class MediaBench implements AutoCloseable {
  static final String ACCOUNT = "106540352242922";
  private static final MediaLimits PATIENT = limits(Patience.LIMIT);
  private static final MediaLimits HURRIED = limits(Duration.ofSeconds(10));

  final TestClock clock = TestClock.at("2026-07-01T10:00:00Z");
  final GraphStandIn graph = GraphStandIn.start();
  final FileWormStore store;
  final TestSealing sealing;
  private final RecordIdentity identity = RecordIdentity.published();
  private final Path incoming;
  private @Nullable MediaRole role;
  private CaptureSink sink;
  private @Nullable String token = GraphStandIn.TOKEN;
  private MediaLimits limits = PATIENT;

  MediaBench(Path folder) {
    try {
      incoming = Files.createDirectories(folder.resolve("incoming"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store = new FileWormStore(folder.resolve("store"), clock);
    var webhooks = new CloudNormalizer(identity);
    var media = new MediaReader(identity);
    Normalizer reader =
        capture ->
            switch (capture.type()) {
              case MEDIA -> media.normalize(capture);
              case EXPORT_SLICE -> List.of(RecordJson.read(capture.body().toArray()));
              case WEBHOOK, MARK, FINDING, CONTROL, AUDIT -> webhooks.normalize(capture);
            };
    sealing =
        new TestSealing(store, folder.resolve("vault.key"), clock, TestRules.twoClasses(), reader);
    sink = sealing;
  }

  MediaBench sink(CaptureSink value) {
    sink = value;
    return this;
  }

  MediaBench token(@Nullable String value) {
    token = value;
    return this;
  }

  /** Waits for no answer for long: what a slow machine does not bring in time is tried again. */
  MediaBench hurried() {
    limits = HURRIED;
    return this;
  }

  private static MediaLimits limits(Duration patience) {
    return new MediaLimits(1_000_000, Patience.LIMIT, patience, patience, 4);
  }

  MediaBench start() {
    var access = new GraphAccess(graph.address(), token);
    var blobs = new BlobWriter(store, incoming, new SecureRandom(), clock);
    role =
        new MediaRole(
            new MediaRole.Places(sealing.ledger(), blobs, sink),
            access,
            limits,
            account -> MediaRole.LIFE,
            new MediaRole.Surroundings(
                clock, identity, () -> UUID.randomUUID().toString(), new Random(1)));
    role.start();
    return this;
  }

  void stop() {
    if (role != null) {
      role.close();
      role = null;
    }
  }

  MediaReport report() {
    return Objects.requireNonNull(role).report();
  }

  /** A message with a file that the stand-in has; returns the message's record id. */
  String message(String id, byte[] content, @Nullable URI url) {
    graph.file(id, content, "image/jpeg");
    return message(id, Base64.getEncoder().encodeToString(Sha256.of(content).toArray()), url);
  }

  /** A message whose file is to be named later; returns its record id. */
  String placeholder(String id) {
    CanonicalRecord message =
        new RecordBuilder(
                identity.id("message", ACCOUNT, "wamid." + id),
                RecordKind.MESSAGE,
                new Source("whatsapp-cloud", "history", ACCOUNT, "wamid." + id, null, null))
            .capturedAt(clock.instant())
            .content(new Content.Other("media_placeholder", null, null))
            .attachment(
                new Attachment(null, null, null, null, null, null, State.PENDING, null, null, null))
            .build();
    append(CaptureType.EXPORT_SLICE, RecordJson.mapper().writeValueAsString(message));
    return message.id();
  }

  String message(String id, String hash, @Nullable URI url) {
    String address = url == null ? "" : ",\"url\":\"" + url + "\"";
    String body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"442079460321",
        "phone_number_id":"%s"},"contacts":[{"profile":{"name":"Priya Nair"},
        "wa_id":"447700900123"}],"messages":[{"from":"447700900123","id":"wamid.%s",
        "timestamp":"1782900000","type":"image","image":{"mime_type":"image/jpeg",
        "sha256":"%s","id":"%s"%s}}]},"field":"messages"}]}]}\
        """
            .formatted(ACCOUNT, id, hash, id, address);
    append(CaptureType.WEBHOOK, body);
    return identity.id("message", ACCOUNT, "wamid." + id);
  }

  private void append(CaptureType type, String body) {
    sealing.append(
        Topic.CAPTURES,
        new Capture(
            UUID.randomUUID().toString(),
            type,
            clock.instant(),
            ACCOUNT,
            new TreeMap<>(),
            Bytes.utf8(body)));
    ring();
  }

  void ring() {
    if (role != null) {
      role.ring();
    }
  }

  List<SealedRecord> records(RecordKind kind) {
    var records = new ArrayList<SealedRecord>();
    try {
      StreamId stream = sealing.stream(Topic.CAPTURES);
      for (long sequence = 0; ; sequence++) {
        var manifest = sealing.ledger().manifest(stream, sequence);
        if (manifest.isEmpty()) {
          return records;
        }
        for (int i = 0; i < manifest.get().manifest().segments().size(); i++) {
          sealing.ledger().records(manifest.get(), i).stream()
              .filter(each -> each.record().kind() == kind)
              .forEach(records::add);
        }
      }
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
  }

  Optional<SealedRecord> fileOf(String message) {
    return records(RecordKind.ATTACHMENT).stream()
        .filter(each -> message.equals(Objects.requireNonNull(each.record().target()).recordId()))
        .findFirst();
  }

  /** Waits for the file's record, the clock running ahead in steps. */
  CanonicalRecord awaitFile(String message, Duration step) {
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              clock.advance(step);
              ring();
              return fileOf(message).isPresent();
            });
    return fileOf(message).orElseThrow().record();
  }

  byte[] bytesOf(String message) throws Exception {
    SealedRecord sealed = fileOf(message).orElseThrow();
    String blob = Objects.requireNonNull(sealed.record().attachments().getFirst().blob());
    try (InputStream in = sealing.ledger().blob(sealed.place(), blob).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  static Attachment file(CanonicalRecord record) {
    return record.attachments().getFirst();
  }

  List<ObjectKey> blobs() {
    return store.list("blobs/", Optional.empty(), 1000);
  }

  @Override
  public void close() throws IOException {
    stop();
    graph.close();
    store.close();
  }
}
