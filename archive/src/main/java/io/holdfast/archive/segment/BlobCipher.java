package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encrypts files chunk by chunk, so that they stream and can be read in parts.
 *
 * <p>Form: {@code HFB1}, then chunks of 65,536 plaintext bytes (the last one shorter, possibly
 * empty), each AES-256-GCM under the blob's own key. Nonce: 4 zero bytes and the chunk's number (8
 * bytes, big-endian). Associated data: the blob's name, the chunk's number (8 bytes), and 1 for the
 * last chunk, else 0: a blob that was cut or whose chunks were moved does not open. Thread-safe.
 */
public final class BlobCipher {
  /** Plaintext bytes of every chunk but the last. */
  public static final int CHUNK = 64 * 1024;

  /** Bytes of an object before its first chunk. */
  static final int HEAD = 4;

  private static final byte[] MAGIC = {'H', 'F', 'B', '1'};

  private BlobCipher() {}

  /** Bytes of the object for a plaintext of the given length. */
  public static long sealedLength(long plaintext) {
    long chunks = plaintext / CHUNK + 1;
    return MAGIC.length + plaintext + chunks * SecretKey.TAG;
  }

  /** Plaintext bytes of an object of the given size. */
  static long plainLength(long sealed) {
    long chunks = (sealed - HEAD + CHUNK + SecretKey.TAG - 1) / (CHUNK + SecretKey.TAG);
    return sealed - HEAD - chunks * SecretKey.TAG;
  }

  /** Opens one chunk. */
  static byte[] openChunk(ObjectKey name, SecretKey key, long number, byte[] sealed, boolean last)
      throws IntegrityException {
    return key.open(nonce(number), sealed, associatedData(name, number, last));
  }

  /** Encrypts all of a stream; returns the number of plaintext bytes. Closes neither stream. */
  public static long seal(ObjectKey name, SecretKey key, InputStream from, OutputStream to)
      throws IOException {
    to.write(MAGIC);
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    for (long number = 0; ; number++) {
      int length = from.readNBytes(chunk, 0, CHUNK);
      boolean last = length < CHUNK;
      byte[] plain = last ? Arrays.copyOf(chunk, length) : chunk;
      to.write(key.seal(nonce(number), plain, associatedData(name, number, last)));
      total += length;
      if (last) {
        return total;
      }
    }
  }

  /**
   * A stream over the plaintext; it fails with an {@link IOException} around an {@link
   * IntegrityException}.
   */
  public static InputStream open(ObjectKey name, SecretKey key, InputStream sealed)
      throws IOException, IntegrityException {
    if (!Arrays.equals(sealed.readNBytes(MAGIC.length), MAGIC)) {
      throw new IntegrityException("blob " + name + ": not a blob");
    }
    return new Opened(name, key, sealed);
  }

  private static Bytes nonce(long number) {
    return Bytes.wrap(ByteBuffer.allocate(SecretKey.NONCE).putInt(0).putLong(number).array());
  }

  private static byte[] associatedData(ObjectKey name, long number, boolean last) {
    byte[] utf8 = name.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(utf8.length + 9)
        .put(utf8)
        .putLong(number)
        .put((byte) (last ? 1 : 0))
        .array();
  }

  /** Decrypts one chunk ahead of the reader. */
  private static final class Opened extends InputStream {
    private final ObjectKey name;
    private final SecretKey key;
    private final InputStream sealed;
    private byte[] chunk = new byte[0];
    private int position;
    private long number;
    private boolean last;

    Opened(ObjectKey name, SecretKey key, InputStream sealed) {
      this.name = name;
      this.key = key;
      this.sealed = sealed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      while (position == chunk.length) {
        if (last) {
          return -1;
        }
        next();
      }
      int count = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, target, offset, count);
      position += count;
      return count;
    }

    private void next() throws IOException {
      byte[] bytes = sealed.readNBytes(CHUNK + SecretKey.TAG);
      last = bytes.length < CHUNK + SecretKey.TAG;
      try {
        chunk = openChunk(name, key, number, bytes, last);
      } catch (IntegrityException e) {
        throw new IOException("blob " + name + " chunk " + number + " was changed or cut", e);
      }
      position = 0;
      number++;
    }

    @Override
    public void close() throws IOException {
      sealed.close();
    }
  }
}
