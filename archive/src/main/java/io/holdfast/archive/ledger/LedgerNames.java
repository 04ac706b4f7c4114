package io.holdfast.archive.ledger;

import io.holdfast.archive.store.ObjectKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of objects in the store.
 *
 * <p>A manifest is named by its place, and its number counts down so that the head of a stream is
 * the first entry of one listing. Every other name carries the random number of the attempt that
 * wrote it.
 */
public final class LedgerNames {
  /** Every manifest name begins so. */
  public static final String LEDGER = "ledger/";

  /** The archive's first object. */
  public static final ObjectKey GENESIS = new ObjectKey("archive/genesis");

  private static final Pattern MANIFEST = Pattern.compile("ledger/([^/]+)/[0-9]{15}");
  private static final long COUNT_FROM = 999_999_999_999_999L;

  private LedgerNames() {}

  /** Where the manifests of a stream lie. */
  public static String manifests(StreamId stream) {
    return LEDGER + stream + "/";
  }

  /** The manifest of a place: 999 999 999 999 999 − sequence, 15 digits. */
  public static ObjectKey manifest(StreamId stream, long sequence) {
    if (sequence < 0 || sequence > COUNT_FROM) {
      throw new IllegalArgumentException("sequence " + sequence);
    }
    return new ObjectKey(manifests(stream) + "%015d".formatted(COUNT_FROM - sequence));
  }

  /** The sequence that a manifest's name says. */
  public static long sequenceOf(ObjectKey manifest) {
    String name = manifest.value().substring(manifest.value().lastIndexOf('/') + 1);
    return COUNT_FROM - Long.parseLong(name);
  }

  /** The stream that a manifest's name says. */
  public static StreamId streamOf(ObjectKey manifest) {
    return parseStream(manifest)
        .orElseThrow(() -> new IllegalArgumentException("not a manifest's name: " + manifest));
  }

  /** The stream that a name says, or nothing when it is no manifest's. */
  public static Optional<StreamId> parseStream(ObjectKey name) {
    var form = MANIFEST.matcher(name.value());
    try {
      return form.matches() ? Optional.of(StreamId.parse(form.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A segment; the attempt is 32 hex digits. */
  public static ObjectKey segment(StreamId stream, long sequence, String attempt, int index) {
    return named("segments", stream, sequence, attempt, index);
  }

  /** A keyring as it was sealed with its segment. */
  public static ObjectKey keyring(StreamId stream, long sequence, String attempt, int index) {
    return named("keyrings", stream, sequence, attempt, index);
  }

  /** A blob; the attempt is 32 hex digits. */
  public static ObjectKey blob(String attempt) {
    return new ObjectKey("blobs/" + attempt.substring(0, 2) + "/" + attempt);
  }

  private static ObjectKey named(
      String folder, StreamId stream, long sequence, String attempt, int index) {
    return new ObjectKey("%s/%s/%015d-%s-%d".formatted(folder, stream, sequence, attempt, index));
  }
}
