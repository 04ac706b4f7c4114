package io.holdfast.archive.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTest {
  /** The eight entries that implementations of RFC 6962 test with. */
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  @Test
  void hasTheRootsOfTheRfc6962TestVectors() {
    assertThat(Merkle.root(List.of()).hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Merkle.root(leaves(1)).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(Merkle.root(leaves(2)).hex())
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(Merkle.root(leaves(8)).hex())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Property(tries = 300)
  void everyLeafHasAPathToTheRootAndToNoOther(
      @ForAll @IntRange(min = 1, max = 130) int size,
      @ForAll @IntRange(min = 0, max = 129) int at) {
    int index = at % size;
    List<Sha256> leaves = many(size);
    List<Sha256> path = Merkle.path(leaves, index);
    assertThat(Merkle.rootFromPath(leaves.get(index), index, size, path))
        .isEqualTo(Merkle.root(leaves));
    Sha256 other = Merkle.leaf(Bytes.utf8("another"));
    assertThat(Merkle.rootFromPath(other, index, size, path)).isNotEqualTo(Merkle.root(leaves));
  }

  @Property(tries = 100)
  void appendingGivesTheRootOfTheWhole(@ForAll @IntRange(min = 0, max = 200) int size) {
    Frontier tree = Frontier.empty();
    List<Sha256> leaves = many(size);
    for (Sha256 leaf : leaves) {
      tree = tree.append(leaf);
    }
    assertThat(tree.root()).isEqualTo(Merkle.root(leaves));
    assertThat(tree.subtrees()).hasSize(Integer.bitCount(size));
  }

  @Test
  void refusesPathsOfAnotherLength() {
    List<Sha256> leaves = many(5);
    List<Sha256> path = new ArrayList<>(Merkle.path(leaves, 2));
    path.removeLast();
    assertThatThrownBy(() -> Merkle.rootFromPath(leaves.get(2), 2, 5, path))
        .hasMessageContaining("too short");
    path.addAll(leaves);
    assertThatThrownBy(() -> Merkle.rootFromPath(leaves.get(2), 2, 5, path))
        .hasMessageContaining("too long");
  }

  private static List<Sha256> leaves(int count) {
    return ENTRIES.stream()
        .limit(count)
        .map(hex -> Merkle.leaf(Bytes.wrap(HexFormat.of().parseHex(hex))))
        .toList();
  }

  private static List<Sha256> many(int count) {
    var leaves = new ArrayList<Sha256>();
    for (int i = 0; i < count; i++) {
      leaves.add(Merkle.leaf(Bytes.utf8("entry " + i)));
    }
    return leaves;
  }
}
