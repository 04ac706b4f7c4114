package io.holdfast.archive.ledger;

import io.holdfast.archive.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a Merkle tree: the roots of its complete subtrees, largest first. It is all
 * that appending needs. Immutable.
 *
 * @param size leaves
 * @param subtrees as many as {@code size} has one-bits
 */
public record Frontier(long size, List<Sha256> subtrees) {
  /** Refuses a number of subtrees that cannot belong to that size. */
  public Frontier {
    subtrees = List.copyOf(subtrees);
    if (size < 0 || Long.bitCount(size) != subtrees.size()) {
      throw new IllegalArgumentException(
          "a tree of " + size + " leaves does not have " + subtrees.size() + " complete subtrees");
    }
  }

  /** The empty tree. */
  public static Frontier empty() {
    return new Frontier(0, List.of());
  }

  /** The edge of the tree over the given leaf hashes. */
  static Frontier over(List<Sha256> leaves) {
    var stack = new ArrayList<Sha256>();
    for (int i = 0; i < leaves.size(); i++) {
      push(stack, i, leaves.get(i));
    }
    return new Frontier(leaves.size(), stack);
  }

  /** The tree with one more leaf. */
  public Frontier append(Sha256 leaf) {
    var stack = new ArrayList<>(subtrees);
    push(stack, size, leaf);
    return new Frontier(size + 1, stack);
  }

  private static void push(List<Sha256> stack, long sizeBefore, Sha256 leaf) {
    Sha256 hash = leaf;
    for (long rest = sizeBefore; (rest & 1) == 1; rest >>= 1) {
      hash = Merkle.node(stack.removeLast(), hash);
    }
    stack.add(hash);
  }

  /** The root; of the empty tree SHA-256 of nothing. */
  public Sha256 root() {
    if (subtrees.isEmpty()) {
      return Sha256.of(new byte[0]);
    }
    Sha256 hash = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      hash = Merkle.node(subtrees.get(i), hash);
    }
    return hash;
  }
}
