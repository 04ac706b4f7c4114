package io.holdfast.archive.ledger;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.keys.VerifyingKey;
import io.holdfast.archive.record.RecordJson;
import java.util.ArrayList;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Writes and reads manifest objects: the body, one line of JSON, a line feed, and the checkpoint
 * over the stream's tree that includes it. The leaf of a manifest is the RFC 6962 leaf over its
 * body without the line feed.
 */
public final class Manifests {
  /** The form that this program writes. */
  public static final int FORMAT = 1;

  private Manifests() {}

  /** A manifest's object, ready to be claimed. */
  public static Bytes write(Manifest manifest, SigningKey key) {
    byte[] body = RecordJson.mapper().writeValueAsBytes(manifest);
    Frontier tree =
        new Frontier(manifest.treeSize(), manifest.frontier())
            .append(Merkle.leaf(Bytes.wrap(body)));
    String note = Checkpoints.sign(manifest.archive(), manifest.stream(), tree, key).note();
    byte[] tail = Bytes.utf8("\n" + note).toArray();
    byte[] object = Arrays.copyOf(body, body.length + tail.length);
    System.arraycopy(tail, 0, object, body.length, tail.length);
    return Bytes.wrap(object);
  }

  /** The body of a manifest object: what its leaf is over. */
  public static Bytes body(Bytes object) throws IntegrityException {
    return body("manifest", object);
  }

  private static Bytes body(String where, Bytes object) throws IntegrityException {
    byte[] all = object.toArray();
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        return Bytes.of(all, 0, i);
      }
    }
    throw new IntegrityException(where + ": it has no checkpoint");
  }

  /**
   * Reads a manifest and checks it: it stands at its place, its checkpoint is signed and is the
   * tree that it describes with itself appended.
   */
  public static SealedManifest open(
      String archive, StreamId stream, long sequence, Bytes object, VerifyingKey key)
      throws IntegrityException {
    String where = "manifest " + stream + "/" + sequence;
    Bytes body = body(where, object);
    String note =
        Bytes.of(object.toArray(), body.length() + 1, object.length() - body.length() - 1).toUtf8();
    Checkpoint checkpoint = checkpoint(archive, stream, where, note, key);
    Manifest manifest;
    Frontier tree;
    Sha256 leaf = Merkle.leaf(body);
    try {
      JsonNode json = RecordJson.mapper().readTree(body.toArray());
      refuseNewer(where, json, leaf, checkpoint);
      manifest = RecordJson.mapper().treeToValue(json, Manifest.class);
      tree = new Frontier(manifest.treeSize(), manifest.frontier()).append(leaf);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IntegrityException(where + ": malformed", e);
    }
    if (checkpoint.size() != tree.size() || !checkpoint.root().equals(tree.root())) {
      throw new IntegrityException(
          where + ": its checkpoint is not over the tree that includes it");
    }
    if (manifest.format() != FORMAT
        || !manifest.archive().equals(archive)
        || !manifest.stream().equals(stream)
        || manifest.sequence() != sequence
        || manifest.treeSize() != sequence) {
      throw new IntegrityException(where + ": it belongs to another place");
    }
    return new SealedManifest(manifest, leaf, checkpoint, Sha256.of(object));
  }

  private static Checkpoint checkpoint(
      String archive, StreamId stream, String where, String note, VerifyingKey key)
      throws IntegrityException {
    try {
      return Checkpoints.open(archive, stream, note, key);
    } catch (IntegrityException e) {
      throw new IntegrityException(where + ": " + e.getMessage(), e);
    }
  }

  /**
   * A manifest of a later program is sound and not ours to read. One whose signed tree does not
   * include it was changed, whatever format it claims: that is said by the checks that follow.
   */
  private static void refuseNewer(String where, JsonNode json, Sha256 leaf, Checkpoint checkpoint) {
    int format = json.path("format").asInt(0);
    if (format <= FORMAT) {
      return;
    }
    var before = new ArrayList<Sha256>();
    json.path("frontier")
        .forEach(hash -> before.add(RecordJson.mapper().treeToValue(hash, Sha256.class)));
    Frontier tree = new Frontier(json.path("treeSize").asLong(-1), before).append(leaf);
    if (tree.root().equals(checkpoint.root())) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "%s has format %d and this program knows %d; use a newer Holdfast"
              .formatted(where, format, FORMAT));
    }
  }
}
