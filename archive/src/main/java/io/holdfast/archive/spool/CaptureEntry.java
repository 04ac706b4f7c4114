package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sealed: a capture, its author's signature (control, audit), and what the edge tells. */
record CaptureEntry(Capture capture, @Nullable Bytes signature, List<SessionEnd> ended) {
  CaptureEntry {
    ended = List.copyOf(ended);
  }
}
