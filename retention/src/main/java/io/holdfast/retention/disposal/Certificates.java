package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.Frontier;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.WormStore;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.control.RequestData.DisposalCompleted;
import io.holdfast.retention.control.SegmentFate.Removal;
import io.holdfast.retention.schedule.RetentionClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Writes certificates: one JSON object with who planned and approved, the classes, what stayed, the
 * root over all leaves, and under {@code segments} every removal list. Put together from the lists
 * as a stream, so that its size does not matter.
 */
final class Certificates {
  private static final int FORMAT = 1;

  private final WormStore store;

  Certificates(WormStore store) {
    this.store = store;
  }

  /** What stands before the lists. */
  record Head(
      int certificate,
      String archive,
      String disposal,
      String plannedBy,
      Instant plannedAt,
      String approvedBy,
      Instant approvedAt,
      long schedule,
      List<RetentionClass> classes,
      long destroyed,
      long kept,
      List<Kept> keptSegments,
      Optional<Sha256> root) {}

  /** A segment of the plan of which records are left, and how many of them a hold keeps. */
  record Kept(String object, long records, long held) {}

  /**
   * Writes the certificate of a disposal that has nothing left to do; the same state, the same one.
   */
  DisposalCompleted write(Disposal disposal, Census census, Instant now) throws IntegrityException {
    var removals = removals(disposal, census);
    var kept = kept(disposal, census);
    var tree = Frontier.empty();
    for (var removal : removals) {
      tree = RemovalList.read(store, removal.list()).appendTo(tree);
    }
    long destroyed = removals.stream().mapToLong(Removal::destroyed).sum();
    long left = kept.stream().mapToLong(Kept::records).sum();
    Sha256 root = destroyed == 0 ? null : tree.root();
    var head = head(disposal, census, kept, destroyed, Optional.ofNullable(root));
    var body = new Composed(store, open(head), lists(removals));
    ObjectEntry object =
        RemovalWriter.put(store, disposal.id(), "certificate", body.measured(), now);
    return new DisposalCompleted(disposal.id(), object, root, destroyed, left);
  }

  private static List<Removal> removals(Disposal disposal, Census census) {
    return disposal.segments().stream()
        .flatMap(segment -> census.state().fate(segment.segment()).stream())
        .flatMap(fate -> fate.removalsBy(disposal.id()).stream())
        .toList();
  }

  private static List<ObjectEntry> lists(List<Removal> removals) {
    return removals.stream().map(Removal::list).toList();
  }

  private static List<Kept> kept(Disposal disposal, Census census) {
    var kept = new ArrayList<Kept>();
    for (var planned : disposal.segments()) {
      var segment = census.find(planned.segment());
      if (segment.isEmpty()) {
        continue;
      }
      int alive = census.alive(segment.get()).cardinality();
      if (alive > 0) {
        kept.add(new Kept(planned.segment(), alive, census.held(segment.get()).cardinality()));
      }
    }
    return kept;
  }

  private static Head head(
      Disposal disposal, Census census, List<Kept> kept, long destroyed, Optional<Sha256> root) {
    var approval = disposal.approval().orElseThrow();
    var state = census.state();
    return new Head(
        FORMAT,
        census.archive(),
        disposal.id(),
        disposal.plannedBy().person(),
        disposal.plannedAt(),
        approval.by().person(),
        approval.at(),
        state.schedule().version(),
        disposal.segments().stream()
            .map(Disposal.PlannedSegment::retentionClass)
            .distinct()
            .flatMap(code -> state.retentionClass(code).stream())
            .toList(),
        destroyed,
        kept.stream().mapToLong(Kept::records).sum(),
        kept,
        root);
  }

  /** The head's JSON without its closing brace, and the beginning of the list of segments. */
  private static Bytes open(Head head) {
    String json = RecordJson.mapper().writeValueAsString(head);
    return Bytes.utf8(json.substring(0, json.length() - 1) + ",\"segments\":[");
  }

  /** Head, lists with commas between, end. */
  private record Composed(WormStore store, Bytes head, List<ObjectEntry> lists) {
    InputStream stream() throws IOException {
      var streams = new ArrayList<InputStream>();
      streams.add(head.openStream());
      for (int i = 0; i < lists.size(); i++) {
        if (i > 0) {
          streams.add(Bytes.utf8(",").openStream());
        }
        streams.add(store.open(lists.get(i).key()));
      }
      streams.add(Bytes.utf8("]}").openStream());
      return new SequenceInputStream(Collections.enumeration(streams));
    }

    Body measured() {
      var digest = Sha256.newDigest();
      long length = 0;
      byte[] buffer = new byte[64 * 1024];
      try (var in = stream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          length += read;
        }
      } catch (IOException e) {
        throw new ArchiveException(
            Category.UNAVAILABLE,
            "the lists of a disposal cannot be read from the store; it is tried again",
            e);
      }
      return new Measured(this, length, Sha256.wrap(digest.digest()));
    }
  }

  private record Measured(Composed composed, long length, Sha256 sha256) implements Body {
    @Override
    public InputStream open() throws IOException {
      return composed.stream();
    }
  }
}
