package io.holdfast.retention;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.seal.TestSealing;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.file.FileWormStore;
import io.holdfast.archive.verify.Verifier;
import io.holdfast.archive.verify.VerifyReport;
import io.holdfast.retention.control.ControlFold;
import io.holdfast.retention.control.ControlFollower;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.DisposalAuthority;
import io.holdfast.retention.control.RetentionSettings;
import io.holdfast.retention.disposal.Enforcer;
import io.holdfast.retention.disposal.EnforcerParts;
import io.holdfast.retention.disposal.Survey;
import io.holdfast.retention.hold.Identities;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.databind.node.ObjectNode;

/** A whole archive on a file store, with retention on top, and an index that is a set of ids. */
public final class TestArchive implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  public static final Duration FLOOR = Duration.ofMinutes(5);
  public static final Duration COOLING_OFF = Duration.ofMinutes(10);

  public final TestClock clock = TestClock.at(START);
  public final Map<String, Set<String>> people = new HashMap<>();
  public final Set<String> index = new ConcurrentSkipListSet<>();
  public final Set<String> marked = new ConcurrentSkipListSet<>();
  public final WormStore store;
  public final RetentionSettings settings;
  public final TestSealing sealing;
  public final ControlFold fold;

  /** Founds an archive in a folder. */
  public TestArchive(Path folder) {
    store = new FileWormStore(folder.resolve("store"), clock);
    settings =
        new RetentionSettings(
            clock, RetentionSettings.randomIds(), FLOOR, COOLING_OFF, Duration.ofMillis(300), true);
    fold = new ControlFold(settings, identities());
    sealing = new TestSealing(store, folder.resolve("vault.key"), clock, fold);
  }

  /** Who is who; a record states what stands in {@code extra.same}. */
  private Identities identities() {
    return new Identities(person -> people.getOrDefault(person, Set.of()), TestRecords::stated);
  }

  /** Everything that acts, as after a start of the program. */
  public record Running(RecordsManagement records, Enforcer enforcer) {}

  /** Starts everything on the store as it is. */
  public Running start() {
    return start(store, sealing);
  }

  /** Starts everything, the enforcer on a store and all requests through a sink. */
  public Running start(WormStore enforcerStore, CaptureSink sink) {
    Ledger ledger = sealing.reader(enforcerStore);
    var identities = identities();
    var ownFold = new ControlFold(settings, identities);
    var control = new ControlWriter(sink, new ControlFollower(ledger, ownFold), settings);
    var survey = new Survey(ledger, identities);
    var enforcer =
        new Enforcer(
            survey,
            control,
            new EnforcerParts(
                enforcerStore,
                new Segments(new SecureRandom()),
                sealing.narrowing(enforcerStore)::prepare,
                index::removeAll,
                (disposal, segment, ids) -> marked.addAll(ids)));
    var records = new RecordsManagement(control, survey, identities, enforcer::progress);
    return new Running(records, enforcer);
  }

  /** Captures records as one delivery, seals them and puts them into the index. */
  public void capture(CanonicalRecord... records) throws IntegrityException {
    new ControlFollower(sealing.reader(store), fold).catchUp();
    sealing.append(Topic.CAPTURES, TestRecords.capture(clock.instant(), List.of(records)));
    for (var record : records) {
      index.add(record.id());
    }
  }

  /** Captures a file that came after its message. */
  public void captureFile(CanonicalRecord record, BlobReference blob) throws IntegrityException {
    new ControlFollower(sealing.reader(store), fold).catchUp();
    ObjectNode body = (ObjectNode) RecordJson.mapper().readTree(RecordJson.write(record));
    body.putArray("blobs").addPOJO(blob);
    sealing.append(
        Topic.CAPTURES,
        new Capture(
            record.id(),
            CaptureType.MEDIA,
            clock.instant(),
            "100200300400500",
            new TreeMap<>(),
            Bytes.wrap(RecordJson.mapper().writeValueAsBytes(body))));
    index.add(record.id());
  }

  /** Event ids of the messages that can still be read, through a fresh reader. */
  public Set<String> readable() throws IntegrityException {
    var ledger = sealing.reader(store);
    var follower = new ControlFollower(ledger, new ControlFold(settings, Identities.none()));
    follower.catchUp();
    var events = new TreeSet<String>();
    for (SealedRecord sealed : records(ledger)) {
      var source = sealed.record().source();
      if (source.connector().equals("whatsapp-cloud") && source.eventId() != null) {
        events.add(source.eventId());
      }
    }
    return events;
  }

  /** Checks the whole archive as a stranger would, with a fold of its own. */
  public VerifyReport verify() throws IntegrityException {
    var own = new ControlFold(RetentionSettings.standard(clock), Identities.none());
    return new Verifier(sealing.reader(store), store, DisposalAuthority.of(own), line -> {})
        .verify(List.of());
  }

  /** Every record of the captures stream that can still be read. */
  public static List<SealedRecord> records(Ledger ledger) throws IntegrityException {
    var all = new ArrayList<SealedRecord>();
    for (var stream : ledger.streams()) {
      if (stream.topic() != Topic.CAPTURES) {
        continue;
      }
      var manifest = ledger.manifest(stream, 0);
      for (long next = 1; manifest.isPresent(); next++) {
        for (int i = 0; i < manifest.get().manifest().segments().size(); i++) {
          all.addAll(ledger.records(manifest.get(), i));
        }
        manifest = ledger.manifest(stream, next);
      }
    }
    return all;
  }

  @Override
  public void close() {
    store.close();
  }
}
