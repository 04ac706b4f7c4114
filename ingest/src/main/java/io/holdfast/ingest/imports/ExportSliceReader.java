package io.holdfast.ingest.imports;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.BlobChannel;
import io.holdfast.archive.store.WormStore;
import io.holdfast.ingest.export.ExportSlice;
import io.holdfast.ingest.export.ExportSlices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the captures that an export was cut into. Thread-safe. */
public final class ExportSliceReader implements Normalizer {
  private final WormStore store;
  private final RecordIdentity identity;

  /** A reader that finds the text in a store. */
  public ExportSliceReader(WormStore store, RecordIdentity identity) {
    this.store = store;
    this.identity = identity;
  }

  @Override
  public List<CanonicalRecord> normalize(Capture capture) {
    SliceCapture slice =
        RecordJson.mapper().readValue(capture.body().toArray(), SliceCapture.class);
    var records = new ArrayList<CanonicalRecord>();
    if (slice.file() != null) {
      records.add(fileRecord(capture, slice));
    }
    for (CanonicalRecord record : ExportSlices.read(textOf(slice), slice.context(), identity)) {
      records.add(RecordBuilder.from(record).capturedAt(capture.receivedAt()).build());
    }
    return records;
  }

  /**
   * The export itself is kept for as long as its longest record: it is the blob of this one, and so
   * is the text of a zip, which slices are read from.
   */
  private CanonicalRecord fileRecord(Capture capture, SliceCapture slice) {
    SliceCapture.ExportedFile file = Objects.requireNonNull(slice.file());
    var source = new Source("whatsapp-export", "file", capture.account(), null, null, null);
    var builder =
        new RecordBuilder(
                identity.id("export-file", capture.account()), RecordKind.DELIVERY, source)
            .capturedAt(capture.receivedAt())
            .content(new Content.Delivery("file", file.sha256(), file.size(), null, null))
            .attachment(stored(file.name(), file.size(), file.sha256(), file.blob()));
    if (!slice.text().name().equals(file.blob())) {
      builder.attachment(stored(null, null, null, slice.text().name()));
    }
    return builder.build();
  }

  private static Attachment stored(
      @Nullable String name, @Nullable Long size, @Nullable Sha256 sha256, String blob) {
    return new Attachment(
        name, null, size, sha256, null, null, Attachment.State.STORED, null, null, blob);
  }

  private byte[] textOf(SliceCapture slice) {
    ExportSlice range = slice.context().slice();
    var text = ByteBuffer.allocate(range.length());
    try (var channel = new BlobChannel(store, slice.text()).position(range.from())) {
      while (text.hasRemaining()) {
        if (channel.read(text) < 0) {
          throw new ArchiveException(
              Category.INVALID, "the text ends before byte " + range.to() + " of its slice");
        }
      }
      return text.array();
    } catch (IOException e) {
      throw new ArchiveException(
          Category.INVALID, "the text of a slice was changed after it was handed in", e);
    }
  }
}
