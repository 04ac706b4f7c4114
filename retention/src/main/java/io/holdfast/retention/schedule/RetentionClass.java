package io.holdfast.retention.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * One class of a schedule.
 *
 * @param code stable, {@code [a-z0-9-]+}; sealed into manifests
 * @param name what people call it
 * @param basis the rule or law it rests on, in words
 * @param minimum locked in the store for so long
 * @param end due for disposal after so long; never shorter than the minimum
 * @param clock from when both are counted
 * @param erasable whether the class allows erasure before its end
 * @param secondPerson whether somebody else than the planner must approve a disposal
 */
public record RetentionClass(
    String code,
    String name,
    String basis,
    Term minimum,
    Term end,
    ClockBasis clock,
    boolean erasable,
    boolean secondPerson,
    AppliesTo appliesTo) {

  /** Before WhatsApp existed nothing was sent with it: an earlier time is a fault of the source. */
  private static final Instant FIRST_PLAUSIBLE =
      LocalDate.of(2009, 2, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  /** A class that names nothing applies to everything. */
  @SuppressWarnings("NullAway") // JSON may leave it out, so the codec hands in null
  public RetentionClass {
    appliesTo = appliesTo == null ? AppliesTo.everything() : appliesTo;
  }

  /** From when a class counts. */
  public enum ClockBasis {
    /** When it was sent; when it was captured, if the time of sending is missing or impossible. */
    SENT,
    /** When it was captured. */
    CAPTURED;

    /**
     * From when a record's time counts.
     *
     * @param sealedAt used when the record has no time of its own at all
     */
    public Instant startOf(CanonicalRecord record, Instant sealedAt) {
      Instant capturedAt = record.capturedAt() == null ? sealedAt : record.capturedAt();
      Instant sentAt = record.sentAt();
      return switch (this) {
        case CAPTURED -> capturedAt;
        case SENT -> sentAt != null && plausible(sentAt, capturedAt) ? sentAt : capturedAt;
      };
    }

    private static boolean plausible(Instant sentAt, Instant capturedAt) {
      return !sentAt.isBefore(FIRST_PLAUSIBLE) && !sentAt.isAfter(capturedAt.plus(CLOCK_SKEW));
    }

    /** The JSON form. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the JSON form. */
    @JsonCreator
    public static ClockBasis of(String code) {
      for (var basis : values()) {
        if (basis.code().equals(code)) {
          return basis;
        }
      }
      throw new ArchiveException(
          Category.INVALID, "clock is 'sent' or 'captured', not '" + code + "'");
    }
  }

  /**
   * What a class takes; an empty list takes all.
   *
   * @param kinds record kinds, {@code message}, or a kind with its content type, {@code
   *     delivery/body}
   * @param connectors {@code whatsapp-cloud}, {@code whatsapp-export}, …
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record AppliesTo(List<String> kinds, List<String> connectors) {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON may leave lists out, so the codec hands in null
    public AppliesTo {
      kinds = kinds == null ? List.of() : List.copyOf(kinds);
      connectors = connectors == null ? List.of() : List.copyOf(connectors);
    }

    /** Takes every record. */
    public static AppliesTo everything() {
      return new AppliesTo(List.of(), List.of());
    }

    boolean isEverything() {
      return kinds.isEmpty() && connectors.isEmpty();
    }

    boolean takes(CanonicalRecord record) {
      return takesKind(record)
          && (connectors.isEmpty() || connectors.contains(record.source().connector()));
    }

    /** A file that came after its message is in its message's class, unless it is named itself. */
    private boolean takesKind(CanonicalRecord record) {
      return kinds.isEmpty()
          || takesKind(record, record.kind())
          || (record.kind() == RecordKind.ATTACHMENT && takesKind(record, RecordKind.MESSAGE));
    }

    private boolean takesKind(CanonicalRecord record, RecordKind kind) {
      var content = record.content();
      return kinds.contains(kind.code())
          || (content != null && kinds.contains(kind.code() + "/" + content.type()));
    }
  }
}
