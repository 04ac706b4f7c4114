package io.holdfast.archive.ledger;

import io.holdfast.archive.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One seal of a stream: what was read since the one before, and where it lies. Holds no message
 * content.
 *
 * @param format 1
 * @param archive id of the archive
 * @param sequence from 0, without holes
 * @param predecessor the stream that this one goes on from, on sequence 0 only
 * @param rehearsal {@code true} when this archive is not evidence
 * @param offsets the spool offsets it covers
 * @param captures the captures it covers
 * @param schedule version of the retention schedule that was used
 * @param controlPosition how many control manifests were known when protection was decided
 * @param previous SHA-256 of the whole manifest object before, absent on sequence 0
 * @param treeSize leaves of the stream's tree before this manifest, equal to the sequence
 * @param frontier RFC 6962 hashes of the complete subtrees before this manifest, largest first
 */
public record Manifest(
    int format,
    String archive,
    StreamId stream,
    long sequence,
    @Nullable StreamId predecessor,
    @Nullable Boolean rehearsal,
    Instant sealedAt,
    Offsets offsets,
    Captures captures,
    List<SegmentEntry> segments,
    long schedule,
    long controlPosition,
    @Nullable Sha256 previous,
    long treeSize,
    List<Sha256> frontier) {
  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public Manifest {
    segments = segments == null ? List.of() : List.copyOf(segments);
    frontier = frontier == null ? List.of() : List.copyOf(frontier);
  }

  /**
   * Spool offsets.
   *
   * @param from first offset covered
   * @param to first offset not covered: where the archiver goes on
   * @param leaderEpoch of the last capture read, −1 when unknown
   */
  public record Offsets(long from, long to, int leaderEpoch) {}

  /**
   * The captures that were read.
   *
   * @param count how many
   * @param digest SHA-256 over their sealed bytes, each preceded by its offset (8 bytes,
   *     big-endian) and its length (4 bytes, big-endian)
   */
  public record Captures(long count, Sha256 digest) {}
}
