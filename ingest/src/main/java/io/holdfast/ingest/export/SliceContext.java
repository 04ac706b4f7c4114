package io.holdfast.ingest.export;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a slice of an export needs to be read by itself. JSON-serialisable.
 *
 * @param account import id, or null
 * @param includeRaw whether records carry their exact bytes
 * @param attachments files that came with the export, by their names in it
 */
public record SliceContext(
    ExportPlan plan,
    ExportSlice slice,
    @Nullable String account,
    boolean includeRaw,
    Map<String, AttachmentFact> attachments) {
  /** A map that the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty maps out, so the codec hands in null
  public SliceContext {
    attachments = attachments == null ? Map.of() : Map.copyOf(attachments);
  }

  /** The same for another slice. */
  SliceContext of(ExportSlice other) {
    return new SliceContext(plan, other, account, includeRaw, attachments);
  }

  /** Safe to print: no names. */
  @Override
  public String toString() {
    return "SliceContext[" + slice.from() + " to " + slice.to() + "]";
  }
}
