package io.holdfast.archive.seal;

import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeOpener;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.spool.CaptureOpener;
import io.holdfast.archive.spool.ControlAuthority;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.TrustedRoles;
import io.holdfast.archive.store.WormStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archiver role: reads the spool's topics, seals what it reads, goes on where the ledger ends.
 */
public final class Archiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

  private final List<TopicArchiver> topics;

  private Archiver(List<TopicArchiver> topics) {
    this.topics = topics;
  }

  /**
   * Where to read from.
   *
   * @param member name of this process among archivers, stable over restarts
   * @param authority which role is believed with what in the control topic
   */
  public record Source(
      SpoolSettings spool, String member, ArchiveKeys keys, ControlAuthority authority) {}

  /** Where to write to. */
  public record Target(WormStore store, Ledger ledger, Keyrings keyrings) {}

  /** What higher floors decide. */
  public record Rules(
      SealSettings settings,
      Normalizer normalizer,
      ProtectionRule protection,
      SealReport report,
      InstantSource clock) {}

  /** Starts archiving all topics. */
  public static Archiver start(Source source, Target target, Rules rules) {
    var parts =
        ArchiverParts.assemble(
            target.store(), target.ledger(), target.keyrings(), source.keys(), rules);
    CaptureOpener opener = opener(source.keys(), source.authority());
    List<TopicArchiver> topics =
        Stream.of(Topic.CONTROL, Topic.AUDIT, Topic.CAPTURES)
            .map(
                topic ->
                    new TopicArchiver(
                        new TopicArchiver.Intake(source.spool(), topic, source.member(), opener),
                        target.ledger(),
                        parts))
            .toList();
    topics.forEach(TopicArchiver::start);
    return new Archiver(topics);
  }

  private static CaptureOpener opener(ArchiveKeys keys, ControlAuthority authority) {
    HpkeOpener spoolKey = HpkeOpener.with(keys.spool());
    var trusted =
        new TrustedRoles(
            keys.roleVerifyingKeys().entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, role -> Set.of(role.getValue()))),
            authority);
    return new CaptureOpener(
        keyId -> keyId.equals(spoolKey.keyId()) ? Optional.of(spoolKey) : Optional.empty(),
        trusted);
  }

  /** When the oldest capture that is read and not sealed was received. */
  public Optional<Instant> oldestUnsealed() {
    return topics.stream()
        .flatMap(topic -> topic.oldestUnsealed().stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * The time before which everything that was read is sealed.
   *
   * @param now a time that was taken before this is asked
   */
  public Instant sealedUpTo(Instant now) {
    return oldestUnsealed().filter(oldest -> oldest.isBefore(now)).orElse(now);
  }

  /** Stops reading; what is read and not sealed is read again by whoever comes next. */
  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      topics.forEach(topic -> threads.execute(() -> close(topic)));
    }
  }

  private static void close(TopicArchiver topic) {
    try {
      topic.close();
    } catch (RuntimeException e) {
      LOG.warn("{} did not stop cleanly: {}", topic, LoggedTrouble.whole(e));
    }
  }
}
