package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of an export that can be opened again and again, wherever they lie. */
@FunctionalInterface
public interface ExportSource {
  /** A channel at the first byte; the caller closes it. */
  SeekableByteChannel open() throws IOException;

  /** A file. */
  static ExportSource of(Path path) {
    return () -> Files.newByteChannel(path);
  }

  /** A stream from the first byte; the caller closes it. */
  default InputStream stream() throws IOException {
    return Channels.newInputStream(open());
  }
}
