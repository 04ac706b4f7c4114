package io.holdfast.ingest.gaps;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import java.util.List;

/** Reads what roles say of themselves: marks of the intake, findings of the clock. Thread-safe. */
public final class FindingReader implements Normalizer {
  private final RecordIdentity identity;

  /** A reader for an archive of the given identity. */
  public FindingReader(RecordIdentity identity) {
    this.identity = identity;
  }

  @Override
  public List<CanonicalRecord> normalize(Capture capture) {
    return switch (capture.type()) {
      case MARK -> List.of(Mark.of(capture).record(identity, capture));
      case FINDING -> List.of(Finding.of(capture).record(identity, capture.receivedAt()));
      case WEBHOOK, EXPORT_SLICE, MEDIA, CONTROL, AUDIT ->
          throw new IllegalArgumentException("no role says a " + capture.type() + " of itself");
    };
  }
}
