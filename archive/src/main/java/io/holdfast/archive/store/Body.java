package io.holdfast.archive.store;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.io.InputStream;

/** Bytes to store, of known length and hash, that can be read more than once. */
public interface Body {
  /** Length in bytes. */
  long length();

  /** SHA-256 of the bytes. */
  Sha256 sha256();

  /** A fresh stream over the bytes; the caller closes it. */
  InputStream open() throws IOException;

  /** Bytes in memory. */
  static Body of(Bytes content) {
    return new InMemory(content, Sha256.of(content));
  }

  /** A body whose bytes are in memory. */
  record InMemory(Bytes content, Sha256 sha256) implements Body {
    @Override
    public long length() {
      return content.length();
    }

    @Override
    public InputStream open() {
      return content.openStream();
    }
  }
}
