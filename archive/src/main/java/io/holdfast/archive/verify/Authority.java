package io.holdfast.archive.verify;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.reading.Destruction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * By what right records are missing. A control record alone gives none: whoever can write one could
 * hide evidence. Retention decides; the verifier is handed it.
 *
 * @param fold is fed with the control streams before anything is asked
 * @param removed numbers of all records that were rightly taken out of a segment, when what was
 *     done last to it, and all before, was approved and begun; otherwise nothing
 * @param papers what approved disposals left to be read: certificates and lists of what went
 */
public record Authority(
    Projection fold,
    Function<Destruction, Optional<Set<Integer>>> removed,
    Supplier<List<Paper>> papers) {

  /**
   * An object that a control record names.
   *
   * @param sealedAt when that control record was sealed
   */
  public record Paper(ObjectEntry object, Instant sealedAt) {}
}
