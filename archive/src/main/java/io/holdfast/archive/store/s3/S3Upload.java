package io.holdfast.archive.store.s3;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A body that was read once and is what it announces, so that nothing wrong is ever locked.
 *
 * @param md5 Base64, for Content-MD5: Object Lock demands it, and the server checks it (RFC 1864)
 */
record S3Upload(Body body, String md5) {
  private static final int BUFFER = 1 << 16;

  static S3Upload check(ObjectKey key, Body body) {
    MessageDigest sha256 = Sha256.newDigest();
    MessageDigest md5 = newMd5();
    long length = 0;
    try (InputStream in = body.open()) {
      var buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
        md5.update(buffer, 0, count);
        length += count;
      }
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "object " + key + " was not stored: its source failed", e);
    }
    if (length != body.length() || !Sha256.wrap(sha256.digest()).equals(body.sha256())) {
      throw new ArchiveException(
          Category.INVALID,
          "object "
              + key
              + " was not stored: the bytes do not have the length or the SHA-256 that they were"
              + " announced with");
    }
    return new S3Upload(body, Base64.getEncoder().encodeToString(md5.digest()));
  }

  /** The bytes as the SDK wants them; a repeated attempt reads them again. */
  RequestBody content() {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return body.open();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        body.length(),
        "application/octet-stream");
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }
}
