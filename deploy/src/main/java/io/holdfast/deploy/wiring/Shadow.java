package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.catalogue.Catalogue;
import io.holdfast.archive.catalogue.CataloguedPlace;
import io.holdfast.archive.catalogue.CataloguedSegment;
import io.holdfast.archive.catalogue.Destruction;
import io.holdfast.archive.catalogue.Observations;
import io.holdfast.archive.catalogue.SegmentKey;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.search.index.SearchIndex;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The projections of content, and what has to be taken out of them when records go. Thread-safe.
 */
final class Shadow {
  private final Ledger ledger;
  private final Catalogue catalogue;
  private final Observations observations;
  private final SearchIndex index;
  private final Gaps gaps;
  private final LedgerFollower follower;
  private final Clock clock;
  private final Lock applying = new ReentrantLock();
  private volatile UnaryOperator<Instant> sealedUpTo = UnaryOperator.identity();

  /**
   * The projections of content.
   *
   * @param gaps is fed behind the catalogue, which it asks
   */
  Shadow(Ledger ledger, Catalogues catalogues, SearchIndex index, Gaps gaps, Clock clock) {
    this.ledger = ledger;
    this.catalogue = catalogues.catalogue();
    this.observations = catalogues.observations();
    this.index = index;
    this.clock = clock;
    this.gaps = gaps;
    this.follower =
        new LedgerFollower(
            "content",
            ledger,
            List.of(living(catalogue), living(observations), living(index), gaps.projection()),
            () -> sealedUpTo.apply(clock.instant()));
  }

  private LivingRecords living(Projection projection) {
    return new LivingRecords(projection, ledger.destroyed(), applying);
  }

  /**
   * Begins to follow.
   *
   * @param archived names, for a time, the one before which all that was read is sealed
   */
  void start(UnaryOperator<Instant> archived) {
    sealedUpTo = archived;
    follower.start();
  }

  /** What is kept of the ledger in PostgreSQL. */
  record Catalogues(Catalogue catalogue, Observations observations) {
    static Catalogues of(DataSource database, OpenArchive archive) {
      return new Catalogues(
          new Catalogue(database),
          new Observations(database, new RecordIdentity(archive.keys().identity())));
    }
  }

  /** Which records are observations of one message. */
  Observations observations() {
    return observations;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Gaps gaps() {
    return gaps;
  }

  LedgerFollower follower() {
    return follower;
  }

  /** Everything that was captured before is searchable; what was read since counts at once. */
  Optional<Instant> searchableUpTo(Optional<Instant> oldestUnsealed) {
    return follower
        .completeUpTo()
        .map(
            complete ->
                oldestUnsealed.filter(oldest -> oldest.isBefore(complete)).orElse(complete));
  }

  /** Whether the records of a capture at an offset of the spool are in the index. */
  boolean indexed(StreamId stream, long offset) {
    long next = index.nextSequence(stream);
    return next > 0
        && Integrity.unchecked(() -> ledger.manifest(stream, next - 1))
            .map(manifest -> manifest.manifest().offsets().to() > offset)
            .orElse(false);
  }

  /** What to say about segments that are left out because they cannot be read. */
  Optional<String> unreadable() {
    List<CataloguedSegment> damaged = catalogue.unreadable();
    if (damaged.isEmpty()) {
      return Optional.empty();
    }
    String what =
        damaged.size() == 1
            ? "A segment cannot be read: %s. Its records are not found."
            : "%2$d segments cannot be read, the first is %1$s. Their records are not found.";
    return Optional.of(
        what.formatted(damaged.getFirst().name(), damaged.size())
            + " Restore the objects from a copy and run holdfast rebuild; holdfast verify names"
            + " each fault.");
  }

  /** Takes records out of the index until nothing is left of them; what lives elsewhere stays. */
  void purge(Collection<String> recordIds) {
    index.purge(recordIds, survivors(recordIds));
  }

  /** Whatever was under way when the records went is there to be found when this returns. */
  private List<SealedRecord> survivors(Collection<String> recordIds) {
    var survivors = new ArrayList<SealedRecord>();
    applying.lock();
    try {
      for (String id : recordIds) {
        for (CataloguedPlace place : catalogue.places(id)) {
          Integrity.unchecked(() -> ledger.record(place.place())).ifPresent(survivors::add);
        }
      }
    } finally {
      applying.unlock();
    }
    return survivors;
  }

  /** Takes note of records that are gone; what a narrowed segment still holds keeps its places. */
  void markDestroyed(String disposal, String segment, Collection<String> recordIds) {
    SegmentKey key = key(segment);
    var destruction = new Destruction(key, List.copyOf(recordIds), disposal, clock.instant());
    applying.lock();
    try {
      if (ledger.destroyed().isDestroyed(segment)) {
        catalogue.markDestroyed(destruction);
      } else {
        catalogue.markNarrowed(destruction, keyring(key));
      }
    } finally {
      applying.unlock();
    }
  }

  private String keyring(SegmentKey key) {
    SealedManifest manifest =
        Integrity.unchecked(() -> ledger.manifest(key.stream(), key.sequence()))
            .orElseThrow(
                () -> new ArchiveException(Category.NOT_FOUND, "there is no manifest for " + key));
    SegmentEntry entry = manifest.manifest().segments().get(key.segment());
    return ledger.destroyed().currentKeyring(entry).orElse(entry.keyring()).name();
  }

  /** Names of segments say where they stand: {@code segments/STREAM/SEQUENCE-ATTEMPT-INDEX}. */
  private static SegmentKey key(String segment) {
    String[] parts = segment.split("/");
    String[] place = parts[2].split("-");
    return new SegmentKey(
        StreamId.parse(parts[1]), Long.parseLong(place[0]), Integer.parseInt(place[2]));
  }

  /** Forgets all projections of content, so that they are made again. */
  void drop() throws IntegrityException {
    observations.drop();
    catalogue.drop();
    index.drop();
    gaps.projection().drop();
    gaps.save();
  }
}
