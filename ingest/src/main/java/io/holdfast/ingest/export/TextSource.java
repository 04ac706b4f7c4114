package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;

/** A text that can be read from its beginning as often as needed. */
@FunctionalInterface
interface TextSource {
  InputStream open() throws IOException;
}
