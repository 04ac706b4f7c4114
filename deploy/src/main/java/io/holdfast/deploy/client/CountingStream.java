package io.holdfast.deploy.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have been read. Not thread-safe. */
final class CountingStream extends FilterInputStream {
  private final LongConsumer heard;
  private long count;

  CountingStream(InputStream in, LongConsumer heard) {
    super(in);
    this.heard = heard;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      add(1);
    }
    return b;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      add(read);
    }
    return read;
  }

  private void add(int read) {
    count += read;
    heard.accept(count);
  }
}
