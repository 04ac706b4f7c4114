package io.holdfast.retention.disposal;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the enforcer works with.
 *
 * @param store opened as the identity that may hold and delete
 * @param segments reads the leaves of a segment
 * @param narrowing writes keyrings with fewer keys
 * @param purgeIndex takes records out of the search index until nothing is left of them; may be
 *     asked again for the same ids
 * @param markCatalogue tells the catalogue what went; may be told again
 */
public record EnforcerParts(
    WormStore store,
    Segments segments,
    Narrowing narrowing,
    Consumer<Collection<String>> purgeIndex,
    CatalogueMark markCatalogue) {

  /** Writes, protects and reads back a keyring with fewer keys, under a new name. */
  @FunctionalInterface
  public interface Narrowing {
    /** The new keyring's object; the old one is left as it is. */
    ObjectEntry prepare(
        SegmentEntry entry,
        ObjectEntry currentKeyring,
        Set<Integer> keepNumbers,
        Protection protection)
        throws IntegrityException;
  }

  /** Takes note of records that are gone from every place. */
  @FunctionalInterface
  public interface CatalogueMark {
    /** Records of a segment that a disposal destroyed. */
    void destroyed(String disposal, String segment, Collection<String> recordIds);
  }
}
