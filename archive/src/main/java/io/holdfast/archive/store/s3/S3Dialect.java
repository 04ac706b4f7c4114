package io.holdfast.archive.store.s3;

/**
 * Where S3 servers differ.
 *
 * @param pathStyle the bucket is in the path and not in the host name
 * @param checksumsWhenRequired the SDK's own checksums only where S3 demands them, and no signing
 *     in chunks: what Ceph needs, which answers 400 otherwise
 */
public record S3Dialect(boolean pathStyle, boolean checksumsWhenRequired) {
  /** Amazon S3. */
  public static S3Dialect aws() {
    return new S3Dialect(false, false);
  }

  /** Ceph's RADOS Gateway and most servers that are run at home. */
  public static S3Dialect ceph() {
    return new S3Dialect(true, true);
  }
}
