package io.holdfast.archive.seal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.segment.KeyringNarrowing;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.file.FileWormStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One complete tiny archive: whole, narrowed and destroyed segments, blobs, two streams of captures
 * one after the other, control and audit. Keys are fixed; only what HPKE seals differs from run to
 * run.
 */
public final class VectorArchive implements AutoCloseable {
  /** When it was founded. */
  public static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");

  private static final StreamId CONTROL = stream("control", 0xc0);
  private static final StreamId AUDIT = stream("audit", 0xad);
  private static final StreamId CAPTURES = stream("captures", 0xca);
  private static final StreamId LATER = stream("captures", 0xcb);
  private static final String ARCHIVE = "00112233445566778899aabbccddeeff";

  private final TestClock clock = TestClock.at(FOUNDED);
  private final SecureRandom random = new CountingRandom();
  private final RecordIdentity identity = new RecordIdentity(fill(5));
  private final WormStore store;
  private final Keyrings keyrings;
  private final Ledger ledger;
  private final Sealer sealer;
  private final BlobWriter blobs;

  /** The recovery key's private half. */
  public static Bytes recoveryKey() {
    return fill(9);
  }

  private VectorArchive(Path root, Path vaultKey, Path temporary) throws IntegrityException {
    this.store = new FileWormStore(root, clock);
    var vault = LocalKeyVault.open(vaultKey, random);
    Bytes recovery = HpkeKeyPair.ofPrivate(recoveryKey()).publicKey();
    var keys =
        new ArchiveKeys(
            SigningKey.ofSeed(fill(1)),
            HpkeKeyPair.ofPrivate(fill(2)),
            Map.of("desk", SigningKey.ofSeed(fill(3)), "intake", SigningKey.ofSeed(fill(4))),
            fill(5),
            fill(6));
    var founding = new Genesis.Founding(ARCHIVE, FOUNDED, false, recovery);
    Genesis genesis = Genesis.found(store, vault, keys, founding);
    this.keyrings = new Keyrings(vault, HpkeSealer.to(recovery), random);
    var segments = new Segments(random);
    this.ledger = new Ledger(store, genesis, keyrings, segments, new DestructionRegister());
    var segmentSealer = new SegmentSealer(store, segments, keyrings, LockRounding.SECOND);
    this.sealer =
        new Sealer(store, ledger, keys.ledger(), segmentSealer, new Sealer.Chance(clock, random));
    this.blobs = new BlobWriter(store, temporary, random, clock);
  }

  /** Writes the archive into a store's root that does not exist yet. */
  public static void write(Path root, Path vaultKey, Path temporary) throws IntegrityException {
    try (var archive = new VectorArchive(root, vaultKey, temporary)) {
      archive.write();
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private void write() throws IntegrityException {
    Ruling six = new Ruling("communications", Duration.ofDays(6 * 365), false);
    Ruling brief = new Ruling("delivery-evidence", Duration.ofDays(90), false);
    Ruling erasable = new Ruling("marketing", Duration.ofDays(6 * 365), true);
    Ruling ending = new Ruling("ending", Duration.ofDays(36), false);
    Ruling passing = new Ruling("passing", Duration.ofDays(36), false);
    seal(CONTROL, control("matter-opened", "{\"matter\":\"m1\",\"name\":\"Example\"}"));
    seal(
        CAPTURES,
        message("wamid.A", "The first message", six),
        withBlob("wamid.B", "small.txt", 12, six),
        withBlob("wamid.C", "two-chunks.bin", 70_000, six),
        delivery(brief),
        message("wamid.I", "may be erased early", erasable));
    SegmentEntry later =
        seal(
                CAPTURES,
                message("wamid.D", "stays", ending),
                withBlob("wamid.E", "goes.txt", 65_536, ending),
                message("wamid.F", "goes too", ending),
                message("wamid.G", "goes with its segment", passing))
            .manifest()
            .segments()
            .getFirst();
    SegmentEntry gone = ledger.head(CAPTURES).orElseThrow().manifest().segments().get(1);
    seal(AUDIT, audit());
    clock.advance(Duration.ofDays(40));
    narrow(later);
    destroy(gone);
    seal(CAPTURES, message("wamid.H", "Umlauts: äöü, and \uD83C\uDFD4", six));
    seal(LATER, gap(six));
  }

  private void narrow(SegmentEntry entry) throws IntegrityException {
    ObjectEntry after =
        new KeyringNarrowing(store, keyrings, clock, random)
            .prepare(entry, entry.keyring(), Set.of(0), Protection.none().withHold(true));
    List<String> names = entry.blobs().stream().map(blob -> blob.object().name()).toList();
    control(
        new Destruction.KeyringNarrowed(
            entry.segment().name(), "d1", entry.keyring(), after, List.of(1, 2), names));
    delete(entry.keyring());
    entry.blobs().forEach(blob -> delete(blob.object()));
  }

  private void destroy(SegmentEntry entry) throws IntegrityException {
    control(new Destruction.SegmentDestroyed(entry.segment().name(), "d1"));
    delete(entry.segment());
    delete(entry.keyring());
  }

  private void control(Destruction destruction) throws IntegrityException {
    SealedManifest sealed =
        seal(CONTROL, control(destruction.controlType(), destruction.toData().toString()));
    ledger.destroyed().apply(new SealedCycle(sealed, ledger.records(sealed, 0)));
  }

  private void delete(ObjectEntry object) {
    ObjectKey key = object.key();
    store.setHold(key, false);
    if (!(store.delete(key) instanceof Deletion.Gone)) {
      throw new IllegalStateException(key + " is still protected");
    }
  }

  private SealedManifest seal(StreamId stream, Pending... records) throws IntegrityException {
    clock.advance(Duration.ofSeconds(10));
    Optional<SealedManifest> head = ledger.head(stream);
    long from = head.map(manifest -> manifest.manifest().offsets().to()).orElse(0L);
    Optional<StreamId> predecessor =
        stream.equals(LATER) && head.isEmpty() ? Optional.of(CAPTURES) : Optional.empty();
    var request =
        new SealRequest(
            stream,
            head,
            predecessor,
            new Manifest.Offsets(from, from + records.length, 0),
            new Manifest.Captures(records.length, Sha256.of(Bytes.utf8("captures"))),
            List.of(records),
            1,
            0);
    return sealer.seal(request).manifest();
  }

  /** A class whose term begins when it is sealed. */
  private record Ruling(String retentionClass, Duration term, boolean erasable) {
    ProtectionRule.Ruling at(Instant now) {
      Instant end = now.plus(term);
      return new ProtectionRule.Ruling(retentionClass, end, end, erasable, false);
    }
  }

  private Pending pending(RecordBuilder record, Ruling ruling) {
    return new Pending(
        record.capturedAt(clock.instant()).build(), ruling.at(clock.instant()), List.of());
  }

  private RecordBuilder text(String wamid, String text) {
    var source = new Source("whatsapp-cloud", "messages", "106540352242922", wamid, null, null);
    String raw = RecordJson.mapper().writeValueAsString(Map.of("id", wamid));
    return new RecordBuilder(
            identity.id("message", "106540352242922", wamid), RecordKind.MESSAGE, source)
        .conversation(
            new Conversation(
                identity.id("conversation", "106540352242922", "+447700900123"), "direct", null))
        .sentAt(clock.instant(), "second")
        .direction("inbound")
        .sender(new Party("+447700900123", null, null, "Anna Example", null))
        .content(new Content.Text(text, null))
        .raw(Bytes.utf8(raw), Bytes.utf8("{}"));
  }

  private Pending message(String wamid, String text, Ruling ruling) {
    return pending(text(wamid, text), ruling);
  }

  private Pending withBlob(String wamid, String name, int size, Ruling ruling) {
    byte[] plain = new byte[size];
    Arrays.fill(plain, (byte) 'x');
    BlobWriter.Written blob = blobs.write(Bytes.wrap(plain).openStream());
    var attachment =
        new Attachment(
            name,
            "application/octet-stream",
            (long) size,
            blob.sha256(),
            null,
            null,
            Attachment.State.STORED,
            null,
            null,
            blob.reference().name());
    CanonicalRecord record =
        text(wamid, "")
            .content(new Content.Media("document", "see " + name, null))
            .attachment(attachment)
            .raw(null, null)
            .capturedAt(clock.instant())
            .build();
    return new Pending(record, ruling.at(clock.instant()), List.of(blob.reference()));
  }

  private Pending delivery(Ruling ruling) {
    Bytes body = Bytes.utf8("{\"object\":\"whatsapp_business_account\"}");
    return pending(
        holdfast(RecordKind.DELIVERY, "webhook")
            .content(
                new Content.Delivery("body", Sha256.of(body), (long) body.length(), null, null))
            .raw(body, null),
        ruling);
  }

  private Pending gap(Ruling ruling) {
    return pending(
        holdfast(RecordKind.GAP, "spool")
            .content(new Content.Gap("spool-captures-missing", null, null, "an example")),
        ruling);
  }

  private Pending audit() {
    return entry(RecordKind.AUDIT, "record-opened", "{}");
  }

  private Pending control(String type, String data) {
    return entry(RecordKind.CONTROL, type, data);
  }

  private Pending entry(RecordKind kind, String type, String data) {
    String body =
        "{\"request\":\"r\",\"type\":\"%s\",\"actor\":{\"person\":\"example\"},\"at\":\"%s\",\"data\":%s}"
            .formatted(type, clock.instant(), data);
    var content = new Content.Entry(type, RecordJson.mapper().readTree(body));
    return pending(
        holdfast(kind, kind.code()).content(content),
        new Ruling(kind.code(), Duration.ofDays(10 * 365), false));
  }

  private RecordBuilder holdfast(RecordKind kind, String channel) {
    var source = new Source("holdfast", channel, null, null, null, null);
    return new RecordBuilder(identity.id(kind.code(), clock.instant().toString()), kind, source);
  }

  private static Bytes fill(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Bytes.wrap(bytes);
  }

  private static StreamId stream(String topic, int id) {
    return StreamId.parse(topic + "-0-" + "%02x".formatted(id).repeat(16));
  }

  /** Not random at all: block n is SHA-256 of n. For vectors only. */
  private static final class CountingRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private long blocks;

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i += Sha256.LENGTH) {
        byte[] block = Sha256.of(Bytes.utf8("block " + blocks++)).toArray();
        System.arraycopy(block, 0, bytes, i, Math.min(block.length, bytes.length - i));
      }
    }
  }
}
