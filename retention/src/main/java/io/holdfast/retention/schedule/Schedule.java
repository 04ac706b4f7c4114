package io.holdfast.retention.schedule;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.retention.schedule.RetentionClass.AppliesTo;
import io.holdfast.retention.schedule.RetentionClass.ClockBasis;
import java.util.List;
import java.util.Optional;

/**
 * A version of the retention schedule. The first class that takes a record has it; the last class
 * takes whatever is left.
 *
 * @param version from 1
 */
public record Schedule(long version, List<RetentionClass> classes) {
  /**
   * Class of control and audit records and of certificates; no schedule may define or change it.
   */
  public static final String LEDGER_CLASS = "ledger";

  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON may leave lists out, so the codec hands in null
  public Schedule {
    classes = classes == null ? List.of() : List.copyOf(classes);
  }

  /** What is in force before anybody sets a schedule. */
  public static Schedule initial() {
    return new Schedule(
        1,
        List.of(
            new RetentionClass(
                "delivery-evidence",
                "Deliveries as received",
                "Kept so that a reader's fault can be put right; the records themselves live on",
                Term.parse("P90D"),
                Term.parse("P90D"),
                ClockBasis.CAPTURED,
                false,
                false,
                new AppliesTo(List.of("delivery/body"), List.of())),
            new RetentionClass(
                "communications",
                "Business communications",
                "MiFID II Art. 16(7), at the longest period an authority may ask for",
                Term.parse("P7Y"),
                Term.parse("P7Y"),
                ClockBasis.SENT,
                false,
                true,
                AppliesTo.everything())));
  }

  /** The same classes as another version. */
  public Schedule withVersion(long value) {
    return new Schedule(value, classes);
  }

  /** The class of a record; a checked schedule has one for every record. */
  public RetentionClass classOf(CanonicalRecord record) {
    for (var retentionClass : classes) {
      if (retentionClass.appliesTo().takes(record)) {
        return retentionClass;
      }
    }
    throw new IllegalStateException("version " + version + " has no class that takes the rest");
  }

  /** A class by its code. */
  public Optional<RetentionClass> find(String code) {
    return classes.stream().filter(each -> each.code().equals(code)).findFirst();
  }

  /**
   * Refuses a schedule that could not be kept.
   *
   * @throws io.holdfast.archive.ArchiveException INVALID with every fault in one message
   */
  public void check() {
    ScheduleCheck.check(this);
  }
}
