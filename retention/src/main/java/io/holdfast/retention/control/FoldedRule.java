package io.holdfast.retention.control;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.seal.ProtectionRule;
import io.holdfast.archive.store.Protection;
import io.holdfast.retention.hold.HoldCriteria;
import io.holdfast.retention.hold.Identities;
import io.holdfast.retention.schedule.RetentionClass;
import io.holdfast.retention.schedule.Schedule;
import io.holdfast.retention.schedule.Term;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One state's ruling on records: class, minimum, end, hold. */
public final class FoldedRule implements ProtectionRule.Snapshot {
  /** Control, audit, manifests and certificates are locked for at least so long. */
  public static final Term LEDGER_MINIMUM = Term.parse("P10Y");

  private final RecordsState state;
  private final RetentionSettings settings;
  private final Identities identities;
  private final List<HoldCriteria> holds;

  FoldedRule(RecordsState state, RetentionSettings settings, Identities identities) {
    this.state = state;
    this.settings = settings;
    this.identities = identities;
    this.holds =
        state.protectingHolds(settings.clock().instant(), settings.coolingOff()).stream()
            .map(hold -> identities.widen(criteria(hold, identities)))
            .toList();
  }

  /**
   * A hold's criteria as the control stream says them: the addresses known when it was placed and
   * those learnt since. What records say beside stands in {@link Identities#widen}.
   */
  public static HoldCriteria criteria(Hold hold, Identities identities) {
    Collection<String> addresses = new HashSet<>(hold.resolved());
    hold.terms().people().forEach(person -> addresses.addAll(identities.addressesOf(person)));
    return HoldCriteria.of(hold.terms(), addresses).with(hold.joined());
  }

  @Override
  public long scheduleVersion() {
    return state.schedule().version();
  }

  @Override
  public long controlPosition() {
    return state.position();
  }

  @Override
  public ProtectionRule.Ruling rule(CanonicalRecord record, Instant sealedAt) {
    if (record.kind() == RecordKind.CONTROL || record.kind() == RecordKind.AUDIT) {
      return ledgerRuling(sealedAt);
    }
    var retentionClass = state.schedule().classOf(record);
    Instant basis = retentionClass.clock().startOf(record, sealedAt);
    Instant floor = sealedAt.plus(settings.lockFloor());
    Instant retainUntil = lockable(later(retentionClass.minimum().after(basis), floor));
    Instant dueAt = lockable(later(retentionClass.end().after(basis), retainUntil));
    boolean held = isHeld(record);
    return new ProtectionRule.Ruling(
        retentionClass.code(), retainUntil, dueAt, retentionClass.erasable(), held);
  }

  private boolean isHeld(CanonicalRecord record) {
    if (holds.isEmpty()) {
      return false;
    }
    Set<String> names = identities.names(record);
    return holds.stream().anyMatch(hold -> hold.matches(record, names));
  }

  /** Ten years, or the longest class when that is longer; never due. */
  private ProtectionRule.Ruling ledgerRuling(Instant sealedAt) {
    Instant longest =
        state.schedule().classes().stream()
            .map(RetentionClass::minimum)
            .map(minimum -> minimum.after(sealedAt))
            .max(Comparator.naturalOrder())
            .orElse(sealedAt);
    return new ProtectionRule.Ruling(
        Schedule.LEDGER_CLASS,
        lockable(later(LEDGER_MINIMUM.after(sealedAt), longest)),
        Protection.LATEST,
        false,
        false);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant lockable(Instant time) {
    return time.isAfter(Protection.LATEST) ? Protection.LATEST : time;
  }
}
