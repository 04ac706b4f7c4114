package io.holdfast.archive.seal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.spool.CaptureOpener;
import io.holdfast.archive.spool.SpoolAssignments;
import io.holdfast.archive.spool.SpoolBatch;
import io.holdfast.archive.spool.SpoolBroken;
import io.holdfast.archive.spool.SpoolPartition;
import io.holdfast.archive.spool.SpoolPosition;
import io.holdfast.archive.spool.SpoolReader;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.SpooledCapture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives one topic: one thread polls the spool, one thread a stream seals. The only position is
 * the newest manifest's {@code to}.
 */
final class TopicArchiver implements SpoolAssignments, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicArchiver.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final ArchiverParts parts;
  private final SpoolReader reader;
  private final Topic topic;
  private final Map<SpoolPartition, StreamArchiver> streams = new ConcurrentHashMap<>();
  private final Map<SpoolPartition, Thread> threads = new ConcurrentHashMap<>();
  private final Thread poller;
  private volatile boolean stopping;

  /** Which topic of which spool, and what opens its captures. */
  record Intake(SpoolSettings spool, Topic topic, String member, CaptureOpener opener) {}

  TopicArchiver(Intake intake, Ledger ledger, ArchiverParts parts) {
    this.ledger = ledger;
    this.parts = parts;
    this.topic = intake.topic();
    this.reader =
        new SpoolReader(intake.spool(), intake.topic(), intake.member(), intake.opener(), this);
    this.poller =
        Thread.ofPlatform().name("archiver-" + topic.topicName()).unstarted(this::pollUntilStopped);
  }

  void start() {
    poller.start();
  }

  private void pollUntilStopped() {
    while (!stopping) {
      try {
        SpoolBatch batch = reader.poll(POLL);
        batch.captures().forEach(this::take);
        batch.broken().forEach(this::stopped);
        balance();
      } catch (ArchiveException e) {
        if (!stopping) {
          LOG.warn("reading {} waits: {}", topic.topicName(), LoggedTrouble.words(e));
          pause();
        }
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.error(
              "reading {} failed and is tried again: {}",
              topic.topicName(),
              LoggedTrouble.whole(e));
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(SpooledCapture capture) {
    StreamArchiver stream = streams.get(capture.at());
    if (stream != null) {
      stream.cycle().add(capture);
    }
  }

  private void balance() {
    long open = streams.values().stream().mapToLong(stream -> stream.cycle().bytes()).sum();
    if (open > parts.openBytes()) {
      reader.pause();
    } else {
      reader.resume();
    }
  }

  private void stopped(SpoolBroken broken) {
    StreamId stream = streamOf(broken.at());
    LOG.error("{} stops until an operator accepts a gap: {}", stream, broken);
    parts
        .report()
        .broken(
            stream,
            new ArchiveException(
                Category.CONFLICT,
                "the spool was to go on at offset "
                    + broken.expected()
                    + " and has "
                    + broken.found()
                    + "; captures in between were lost there"));
  }

  @Override
  public SpoolPosition position(SpoolPartition partition) {
    StreamId stream = streamOf(partition);
    try {
      Optional<SealedManifest> head = ledger.head(stream);
      Optional<StreamId> predecessor = head.isPresent() ? Optional.empty() : predecessor(stream);
      begin(
          partition,
          new StreamArchiver(stream, head, predecessor, parts, to -> reader.sealed(partition, to)));
      return head.map(manifest -> manifest.manifest().offsets())
          .map(offsets -> new SpoolPosition(offsets.to(), offsets.leaderEpoch()))
          .orElse(SpoolPosition.START);
    } catch (IntegrityException e) {
      // only this stream stops: a partition whose position is not known is not read, others are
      LOG.error("{} stops: the ledger is not what it must be: {}", stream, LoggedTrouble.words(e));
      parts.report().broken(stream, e);
      return SpoolPosition.UNKNOWN;
    }
  }

  private void begin(SpoolPartition partition, StreamArchiver archiver) {
    end(partition);
    streams.put(partition, archiver);
    threads.put(partition, Thread.ofVirtual().name("sealer-" + archiver.stream()).start(archiver));
    LOG.info("archiving {}", archiver.stream());
  }

  private Optional<StreamId> predecessor(StreamId stream) throws IntegrityException {
    var candidates = new ArrayList<Manifest>();
    var succeeded = new HashSet<StreamId>();
    for (StreamId other : ledger.streams()) {
      if (other.topic() == stream.topic()
          && other.partition() == stream.partition()
          && !other.equals(stream)) {
        ledger.head(other).map(SealedManifest::manifest).ifPresent(candidates::add);
        ledger
            .manifest(other, 0)
            .map(first -> first.manifest().predecessor())
            .ifPresent(succeeded::add);
      }
    }
    return candidates.stream()
        .filter(head -> !succeeded.contains(head.stream()))
        .max(Comparator.comparing(Manifest::sealedAt))
        .map(Manifest::stream);
  }

  @Override
  public void revoked(Set<SpoolPartition> partitions) {
    partitions.forEach(this::end);
  }

  private void end(SpoolPartition partition) {
    StreamArchiver archiver = streams.remove(partition);
    Thread thread = threads.remove(partition);
    if (archiver == null || thread == null) {
      return;
    }
    archiver.cycle().close();
    try {
      if (!thread.join(STOP)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  /** When the oldest capture that is read and not sealed was received. */
  Optional<Instant> oldestUnsealed() {
    return streams.values().stream()
        .flatMap(stream -> stream.cycle().oldest().stream())
        .min(Comparator.naturalOrder());
  }

  private static StreamId streamOf(SpoolPartition partition) {
    // Kafka writes a topic id as URL-safe base64 of its 16 bytes
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(partition.topicId()));
    return new StreamId(
        partition.topic(), partition.partition(), new UUID(bytes.getLong(), bytes.getLong()));
  }

  @Override
  public void close() {
    stopping = true;
    reader.wakeup();
    try {
      if (!poller.join(STOP)) {
        poller.interrupt();
        poller.join(STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Set.copyOf(streams.keySet()).forEach(this::end);
    if (poller.isAlive()) {
      LOG.warn("{} did not stop reading and is left behind", poller.getName());
      return; // a reader belongs to one thread
    }
    reader.close();
  }

  @Override
  public String toString() {
    return poller.getName();
  }
}
