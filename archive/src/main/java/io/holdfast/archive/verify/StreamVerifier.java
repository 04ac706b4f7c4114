package io.holdfast.archive.verify;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.Frontier;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the chain of one stream: places, hashes, touching offsets, trees. */
final class StreamVerifier {
  private final Ledger ledger;
  private final StreamId stream;
  private final List<Sha256> leaves = new ArrayList<>();
  private Frontier tree = Frontier.empty();
  private @Nullable SealedManifest previous;

  StreamVerifier(Ledger ledger, StreamId stream) {
    this.ledger = ledger;
    this.stream = stream;
  }

  /** The next manifest of the stream, checked against those before it; nothing after the head. */
  Optional<SealedManifest> next() throws IntegrityException {
    Optional<SealedManifest> found = ledger.manifest(stream, tree.size());
    if (found.isEmpty()) {
      if (!hasGrown()) {
        return Optional.empty();
      }
      found = ledger.manifest(stream, tree.size());
      if (found.isEmpty()) {
        throw new IntegrityException(
            "manifest " + stream + "/" + tree.size() + " is missing: there are later ones");
      }
    }
    SealedManifest sealed = found.get();
    Manifest manifest = sealed.manifest();
    String where = "manifest " + stream + "/" + manifest.sequence();
    if (!tree.subtrees().equals(manifest.frontier())) {
      throw new IntegrityException(where + ": its tree does not go on from the one before");
    }
    Sha256 before = previous == null ? null : previous.object();
    if (!java.util.Objects.equals(before, manifest.previous())) {
      throw new IntegrityException(where + ": it does not name the manifest before it");
    }
    long expected =
        previous == null ? manifest.offsets().from() : previous.manifest().offsets().to();
    if (manifest.offsets().from() != expected
        || manifest.offsets().to() <= manifest.offsets().from()) {
      throw new IntegrityException(where + ": its offsets do not touch those before");
    }
    tree = tree.append(sealed.leaf());
    leaves.add(sealed.leaf());
    previous = sealed;
    return found;
  }

  /** The chain must end where the listing begins, or it grew while it was read. */
  private boolean hasGrown() throws IntegrityException {
    long head = ledger.head(stream).map(manifest -> manifest.manifest().sequence()).orElse(-1L);
    if (head < tree.size() - 1) {
      throw new IntegrityException(
          "manifest " + stream + "/" + (tree.size() - 1) + " went away: the head is " + head);
    }
    return head >= tree.size();
  }

  /** The leaves that were seen. */
  List<Sha256> leaves() {
    return leaves;
  }
}
