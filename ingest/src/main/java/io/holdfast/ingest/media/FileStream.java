package io.holdfast.ingest.media;

import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file on their way into the store. It breaks off when they are too many, and judges
 * them at their end, before anything is stored. One thread reads; {@link #abort} may come from
 * another.
 */
final class FileStream extends InputStream {
  private final InputStream raw;
  private final boolean packed;
  private final long most;
  private final BiFunction<Long, Sha256, @Nullable MediaFailure> judge;
  private final MessageDigest digest = Sha256.newDigest();
  private long count;
  private @Nullable InputStream unpacked;
  private boolean judged;
  private volatile boolean aborted;
  private @Nullable MediaFailure failure;

  /**
   * A stream over the body of an answer.
   *
   * @param packed whether gzip has to be undone
   * @param most bytes, undone
   * @param judge says what is wrong with a file of the given length and hash, if anything is
   */
  FileStream(
      InputStream raw,
      boolean packed,
      long most,
      BiFunction<Long, Sha256, @Nullable MediaFailure> judge) {
    this.raw = raw;
    this.packed = packed;
    this.most = most;
    this.judge = judge;
  }

  /** What was wrong with the source; {@code null} when the trouble is elsewhere. */
  @Nullable MediaFailure failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = bytes().read(target, offset, length);
    } catch (IOException e) {
      failure = aborted ? MediaFailure.TIMEOUT : MediaFailure.BROKEN_OFF;
      throw e;
    }
    if (read < 0) {
      end();
      return -1;
    }
    digest.update(target, offset, read);
    count += read;
    if (count > most) {
      throw refused(MediaFailure.TOO_LARGE);
    }
    return read;
  }

  private InputStream bytes() throws IOException {
    if (unpacked == null) {
      unpacked = packed ? new GZIPInputStream(raw) : raw;
    }
    return unpacked;
  }

  private void end() throws IOException {
    if (aborted) {
      throw refused(MediaFailure.TIMEOUT);
    }
    if (!judged) {
      judged = true;
      MediaFailure fault = judge.apply(count, Sha256.wrap(digest.digest()));
      if (fault != null) {
        throw refused(fault);
      }
    }
  }

  private IOException refused(MediaFailure fault) {
    failure = fault;
    return new IOException(fault.words());
  }

  /** Time is over: the next read fails. */
  void abort() {
    aborted = true;
    try {
      raw.close();
    } catch (IOException e) {
      failure = MediaFailure.TIMEOUT; // the reader finds it closed all the same
    }
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
