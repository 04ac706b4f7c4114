package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.catalogue.CatalogueCounts;
import io.holdfast.archive.catalogue.CataloguedGap;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.spool.SpoolLog;
import io.holdfast.deploy.web.doors.StatusDoor;
import io.holdfast.ingest.media.MediaReport;
import io.holdfast.search.query.BlindSpot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** How this node's archive is, asked of the engines and the roles. */
public final class NodeStatusDoor implements StatusDoor {
  private static final Duration USUAL = Duration.ofSeconds(30);

  private final Signs signs;
  private final SpoolLog spool;
  private final InstantSource clock;

  /** What the roles of a node say of themselves. */
  public interface Signs {
    /** What the catalogue counts. */
    CatalogueCounts counts();

    /** Bytes of living segments. */
    long bytes();

    /** Open gaps, then the newest others. */
    List<CataloguedGap> gaps();

    /** Gaps by reason. */
    List<CataloguedGap.Count> gapCounts();

    /**
     * What could not be read, by reason, the most frequent first; UNAVAILABLE at once when the
     * index cannot be asked.
     */
    Map<String, Long> unrecognised();

    /** What the index could not look into. */
    List<BlindSpot> blindSpots();

    /** How fetching files goes, where somebody fetches. */
    Optional<MediaReport> media();

    /** When the oldest capture that waits was received. */
    Optional<Instant> oldestUnsealed();

    /** Everything before is searchable. */
    Optional<Instant> searchableUpTo();

    /** Streams that stopped, and why. */
    Map<String, String> broken();

    /** Rules that must hold all the time. */
    List<Control> controls();
  }

  /** A door. */
  public NodeStatusDoor(Signs signs, SpoolLog spool, InstantSource clock) {
    this.signs = signs;
    this.spool = spool;
    this.clock = clock;
  }

  @Override
  public Report report() {
    Instant now = clock.instant();
    CatalogueCounts counts = signs.counts();
    Map<String, String> broken = signs.broken();
    Optional<MediaReport> media = signs.media();
    var controls = new ArrayList<>(signs.controls());
    Map<String, Long> ends = asked("The spool answers", this::ends, controls);
    Map<String, Long> unrecognised =
        asked("The search engine answers", signs::unrecognised, controls);
    Long oldest =
        signs.oldestUnsealed().map(since -> Duration.between(since, now).toSeconds()).orElse(null);
    return new Report(
        now,
        streams(counts, ends, broken),
        oldest,
        signs.searchableUpTo().orElse(null),
        counts.records(),
        signs.bytes(),
        media.map(MediaReport::pending).orElseGet(() -> spot("attachment-pending")),
        media.map(NodeStatusDoor::media).orElse(null),
        counts.of(RecordKind.UNRECOGNISED),
        signs.gapCounts().stream().map(NodeStatusDoor::count).toList(),
        signs.gaps().stream().map(NodeStatusDoor::gap).toList(),
        new Integrity(null, broken.values().stream().findFirst().orElse(null)),
        controls,
        unrecognised);
  }

  /** The status says what is away; it does not go away with it. */
  private static Map<String, Long> asked(
      String control, Supplier<Map<String, Long>> question, List<Control> controls) {
    try {
      Map<String, Long> answer = question.get();
      controls.add(new Control(control, "Yes", true));
      return answer;
    } catch (ArchiveException e) {
      if (e.category() != ArchiveException.Category.UNAVAILABLE) {
        throw e;
      }
      controls.add(new Control(control, String.valueOf(e.getMessage()), false));
      return Map.of();
    }
  }

  private static List<Stream> streams(
      CatalogueCounts counts, Map<String, Long> ends, Map<String, String> broken) {
    var streams = new ArrayList<Stream>();
    for (CatalogueCounts.Stream stream : counts.streams()) {
      String id = stream.stream().toString();
      long end = ends.getOrDefault(id, stream.offsetTo());
      streams.add(
          new Stream(
              id,
              stream.stream().topic().topicName(),
              Math.max(0, end - stream.offsetTo()),
              null,
              stream.manifests(),
              stream.sealedAt(),
              !broken.containsKey(id)));
    }
    return streams;
  }

  /** Where each stream's log ends in the spool. */
  private Map<String, Long> ends() {
    var ends = new java.util.HashMap<String, Long>();
    for (Topic topic : Topic.values()) {
      for (SpoolLog.Extent extent : spool.extents(topic)) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(extent.at().topicId()));
        var stream =
            new io.holdfast.archive.ledger.StreamId(
                topic, extent.at().partition(), new UUID(bytes.getLong(), bytes.getLong()));
        ends.put(stream.toString(), extent.end());
      }
    }
    return ends;
  }

  private static Media media(MediaReport report) {
    return new Media(
        report.pending(),
        report
            .oldest()
            .map(since -> Math.max(0, Duration.between(since, report.at()).toSeconds()))
            .orElse(null),
        new TreeMap<>(report.failing()),
        new TreeMap<>(report.lost()));
  }

  private long spot(String code) {
    return signs.blindSpots().stream()
        .filter(spot -> spot.code().equals(code))
        .mapToLong(BlindSpot::count)
        .sum();
  }

  private static Gap gap(CataloguedGap gap) {
    return new Gap(
        gap.from().orElse(gap.capturedAt()),
        gap.to().orElse(null),
        gap.reason(),
        gap.state().name().toLowerCase(Locale.ROOT));
  }

  private static GapCount count(CataloguedGap.Count count) {
    return new GapCount(
        count.reason(), count.open(), count.closed(), count.standing(), count.newest());
  }

  @Override
  public Freshness freshness() {
    Optional<Instant> upTo = signs.searchableUpTo();
    boolean behind = upTo.map(time -> time.isBefore(clock.instant().minus(USUAL))).orElse(true);
    return new Freshness(upTo.orElse(null), behind);
  }
}
