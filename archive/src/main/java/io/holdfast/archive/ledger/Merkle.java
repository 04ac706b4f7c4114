package io.holdfast.archive.ledger;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Merkle trees as in RFC 6962 section 2.1, with SHA-256. Thread-safe. */
public final class Merkle {
  private Merkle() {}

  /** The leaf hash of an entry: SHA-256(0x00 ‖ entry). */
  public static Sha256 leaf(Bytes entry) {
    MessageDigest digest = Sha256.newDigest();
    digest.update((byte) 0);
    digest.update(entry.asByteBuffer());
    return Sha256.wrap(digest.digest());
  }

  /** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
  public static Sha256 node(Sha256 left, Sha256 right) {
    MessageDigest digest = Sha256.newDigest();
    digest.update((byte) 1);
    digest.update(left.toArray());
    digest.update(right.toArray());
    return Sha256.wrap(digest.digest());
  }

  /** The root over leaf hashes; of none: SHA-256 of nothing. */
  public static Sha256 root(List<Sha256> leaves) {
    return Frontier.over(leaves).root();
  }

  /**
   * The audit path of a leaf, from the leaf's sibling upwards.
   *
   * @param index of the leaf, from 0
   */
  public static List<Sha256> path(List<Sha256> leaves, int index) {
    if (index < 0 || index >= leaves.size()) {
      throw new IllegalArgumentException("leaf " + index + " of " + leaves.size());
    }
    var path = new ArrayList<Sha256>();
    collectPath(leaves, index, path);
    return List.copyOf(path);
  }

  private static void collectPath(List<Sha256> leaves, int index, List<Sha256> path) {
    int size = leaves.size();
    if (size == 1) {
      return;
    }
    int split = Integer.highestOneBit(size - 1);
    if (index < split) {
      collectPath(leaves.subList(0, split), index, path);
      path.add(root(leaves.subList(split, size)));
    } else {
      collectPath(leaves.subList(split, size), index - split, path);
      path.add(root(leaves.subList(0, split)));
    }
  }

  /**
   * The root that an audit path leads to (RFC 9162 section 2.1.3.2).
   *
   * @throws IllegalArgumentException when the path cannot belong to that index and size
   */
  public static Sha256 rootFromPath(Sha256 leaf, long index, long size, List<Sha256> path) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " of " + size);
    }
    long position = index;
    long last = size - 1;
    Sha256 hash = leaf;
    for (Sha256 sibling : path) {
      if (last == 0) {
        throw new IllegalArgumentException("the path is too long for a tree of " + size);
      }
      if ((position & 1) == 1 || position == last) {
        hash = node(sibling, hash);
        while ((position & 1) == 0 && position != 0) {
          position >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new IllegalArgumentException("the path is too short for a tree of " + size);
    }
    return hash;
  }
}
