package io.holdfast.archive.seal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.spool.CounterFinding;
import io.holdfast.archive.spool.CounterLedger;
import io.holdfast.archive.spool.Opened;
import io.holdfast.archive.spool.SpooledCapture;
import io.holdfast.archive.spool.Unreadable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals one stream, cycle after cycle, on a thread of its own. */
final class StreamArchiver implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamArchiver.class);
  private static final Duration LONG_PAST = Duration.ofDays(8);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final StreamId stream;
  private final Optional<StreamId> predecessor;
  private final ArchiverParts parts;
  private final OpenCycle cycle = new OpenCycle();
  private final CounterLedger counters;
  private final LongConsumer sealedTo;
  private Optional<SealedManifest> head;

  /** A capture with what its counter says is missing; counted once, however often it is sealed. */
  private record Counted(SpooledCapture spooled, List<CounterFinding.Missing> missing) {}

  /**
   * An archiver of one stream.
   *
   * @param sealedTo is told the first offset that is not sealed
   */
  StreamArchiver(
      StreamId stream,
      Optional<SealedManifest> head,
      Optional<StreamId> predecessor,
      ArchiverParts parts,
      LongConsumer sealedTo) {
    this.stream = stream;
    this.head = head;
    this.predecessor = predecessor;
    this.parts = parts;
    this.sealedTo = sealedTo;
    this.counters = head.isEmpty() ? CounterLedger.fromStart() : CounterLedger.joining();
  }

  StreamId stream() {
    return stream;
  }

  OpenCycle cycle() {
    return cycle;
  }

  @Override
  public void run() {
    try {
      while (true) {
        List<SpooledCapture> captures =
            cycle.take(parts.sealAfter(stream.topic()), parts.openBytes());
        if (captures.isEmpty() || !sealUntilDone(captures)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IntegrityException e) {
      cycle.abandon();
      parts.report().broken(stream, e);
      LOG.error("{} stops: the ledger is not what it must be: {}", stream, LoggedTrouble.words(e));
    } catch (RuntimeException e) {
      cycle.abandon();
      parts.report().broken(stream, e);
      LOG.error("{} stops: sealing failed for good: {}", stream, LoggedTrouble.whole(e));
    }
  }

  /** Returns whether all is sealed: not so when the stream was given up meanwhile. */
  private boolean sealUntilDone(List<SpooledCapture> captures)
      throws InterruptedException, IntegrityException {
    Duration pause = FIRST_PAUSE;
    List<Counted> rest = notYetSealed(captures.stream().map(this::count).toList());
    while (!rest.isEmpty()) {
      try {
        SealResult result = parts.sealer().seal(request(rest));
        head = Optional.of(result.manifest());
        rest = notYetSealed(rest);
        sealedTo.accept(result.manifest().manifest().offsets().to());
        parts.report().sealed(result.manifest());
        if (result instanceof SealResult.Adopted) {
          LOG.info(
              "{}: another archiver sealed {} first",
              stream,
              result.manifest().manifest().sequence());
        }
      } catch (ArchiveException e) {
        if (!e.category().retryable()) {
          throw e;
        }
        if (cycle.isClosed()) {
          return false;
        }
        parts.report().delayed(stream, e);
        LOG.warn("{}: sealing waits {} ms: {}", stream, pause.toMillis(), LoggedTrouble.words(e));
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
    return true;
  }

  private Counted count(SpooledCapture spooled) {
    if (!(spooled.opening() instanceof Opened opened)) {
      return new Counted(spooled, List.of());
    }
    // a session that nobody ended is judged once no delivery of it can be under way any more
    Instant received = opened.capture().receivedAt();
    Instant now = parts.clock().instant();
    Instant horizon = (received.isBefore(now) ? received : now).minus(LONG_PAST);
    var findings = new ArrayList<>(counters.expire(horizon));
    findings.addAll(counters.note(opened));
    return new Counted(
        spooled,
        findings.stream()
            .filter(CounterFinding.Missing.class::isInstance)
            .map(CounterFinding.Missing.class::cast)
            .toList());
  }

  /** What is left; once that is nothing the cycle holds nothing, before anybody is told of it. */
  private List<Counted> notYetSealed(List<Counted> captures) {
    long to = head.map(manifest -> manifest.manifest().offsets().to()).orElse(0L);
    var left = captures.stream().filter(capture -> capture.spooled().offset() >= to).toList();
    if (left.isEmpty()) {
      cycle.sealed();
    }
    return left;
  }

  private SealRequest request(List<Counted> captures) {
    ProtectionRule.Snapshot rule = parts.rule().current();
    Instant now = parts.clock().instant();
    MessageDigest digest = Sha256.newDigest();
    var records = new ArrayList<Pending>();
    for (Counted counted : captures) {
      SpooledCapture capture = counted.spooled();
      digest.update(
          ByteBuffer.allocate(12)
              .putLong(capture.offset())
              .putInt(capture.sealed().length())
              .flip());
      digest.update(capture.sealed().asByteBuffer());
      records.addAll(read(counted, rule, now));
    }
    SpooledCapture last = captures.getLast().spooled();
    long from =
        head.map(manifest -> manifest.manifest().offsets().to())
            .orElse(captures.getFirst().spooled().offset());
    return new SealRequest(
        stream,
        head,
        head.isEmpty() ? predecessor : Optional.empty(),
        new Manifest.Offsets(from, last.offset() + 1, last.leaderEpoch()),
        new Manifest.Captures(captures.size(), Sha256.wrap(digest.digest())),
        records,
        rule.scheduleVersion(),
        rule.controlPosition());
  }

  private List<Pending> read(Counted counted, ProtectionRule.Snapshot rule, Instant now) {
    SpooledCapture spooled = counted.spooled();
    return switch (spooled.opening()) {
      case Opened opened -> {
        var records = new ArrayList<>(parts.reader().read(opened.capture(), rule, now));
        for (CounterFinding.Missing missing : counted.missing()) {
          records.add(parts.reader().missing(stream.toString(), missing, rule, now));
        }
        yield records;
      }
      case Unreadable(Unreadable.Reason reason, String explanation) -> {
        LOG.error("{} offset {} cannot be opened: {}", stream, spooled.offset(), explanation);
        yield List.of(
            parts
                .reader()
                .unreadable(
                    stream + "/" + spooled.offset(), spooled.sealed(), code(reason), rule, now));
      }
    };
  }

  private static String code(Unreadable.Reason reason) {
    return reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
