package io.holdfast.archive.audit;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.record.RecordJson;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Writes audit entries into the spool, from where they are sealed like everything else.
 *
 * <p>No entry, no access: whoever shows content waits for the receipt first. Thread-safe; blocks.
 */
public final class AuditTrail {
  private final CaptureSink sink;
  private final Supplier<String> captureIds;

  /**
   * A trail into a spool.
   *
   * @param captureIds gives each entry's capture a random name of its own
   */
  public AuditTrail(CaptureSink sink, Supplier<String> captureIds) {
    this.sink = sink;
    this.captureIds = captureIds;
  }

  /**
   * Makes an entry durable.
   *
   * @throws io.holdfast.archive.ArchiveException UNAVAILABLE when the spool cannot take it; nothing
   *     may be shown then
   */
  public Receipt record(AuditEntry entry) {
    return sink.append(
        Topic.AUDIT,
        new Capture(
            captureIds.get(),
            CaptureType.AUDIT,
            entry.at(),
            entry.actor(),
            new TreeMap<>(),
            Bytes.wrap(RecordJson.mapper().writeValueAsBytes(entry))));
  }
}
