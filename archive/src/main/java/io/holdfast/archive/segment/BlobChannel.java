package io.holdfast.archive.segment;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * The plaintext of a blob, read in any order: fetches and opens one chunk at a time, so that
 * nothing is ever decrypted to a disk. Not thread-safe.
 */
public final class BlobChannel implements SeekableByteChannel {
  private static final int SEALED_CHUNK = BlobCipher.CHUNK + SecretKey.TAG;

  private final WormStore store;
  private final ObjectKey name;
  private final SecretKey key;
  private final long sealedSize;
  private final long size;
  private byte[] chunk = new byte[0];
  private long chunkNumber = -1;
  private long position;
  private boolean open = true;

  /** A channel over a blob in a store. */
  public BlobChannel(WormStore store, BlobReference blob) {
    this.store = store;
    this.name = blob.entry().key();
    this.key = blob.secretKey();
    this.sealedSize = blob.size();
    this.size = BlobCipher.plainLength(sealedSize);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (position >= size) {
      return -1;
    }
    load(position / BlobCipher.CHUNK);
    int offset = (int) (position % BlobCipher.CHUNK);
    int count = Math.min(target.remaining(), chunk.length - offset);
    target.put(chunk, offset, count);
    position += count;
    return count;
  }

  private void load(long number) throws IOException {
    if (number == chunkNumber) {
      return;
    }
    long from = BlobCipher.HEAD + number * SEALED_CHUNK;
    int length = (int) Math.min(SEALED_CHUNK, sealedSize - from);
    byte[] sealed = store.readRange(name, from, length).toArray();
    try {
      chunk = BlobCipher.openChunk(name, key, number, sealed, from + length == sealedSize);
      chunkNumber = number;
    } catch (IntegrityException e) {
      throw new IOException("blob " + name + " chunk " + number + " was changed or cut", e);
    }
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
