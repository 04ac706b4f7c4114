package io.holdfast.ingest.imports;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.ingest.export.SliceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a capture of type EXPORT_SLICE: names the blob and the stretch of its text, and
 * everything that was decided. JSON.
 *
 * @param text the text of the export; the slice's offsets are in its plaintext
 * @param file the export as it was handed in, in the first slice only
 * @param blobs attachments of this stretch, and in the first slice the export itself
 */
record SliceCapture(
    SliceContext context,
    BlobReference text,
    @Nullable ExportedFile file,
    List<BlobReference> blobs) {
  /** A list that the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  SliceCapture {
    blobs = blobs == null ? List.of() : List.copyOf(blobs);
  }

  /** The file that was handed in. */
  record ExportedFile(String name, Sha256 sha256, long size, String blob, String person) {}
}
