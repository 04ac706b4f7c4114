package io.holdfast.archive.store.s3;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.net.URI;

/**
 * The bucket and what every name in it begins with.
 *
 * @param prefix without slashes at its ends; empty for the bucket's root
 */
public record S3Place(String region, String bucket, String prefix) {
  /** Cuts the slashes off the prefix. */
  public S3Place {
    prefix = prefix.replaceAll("^/+|/+$", "");
  }

  /**
   * Reads {@code s3://bucket/prefix}.
   *
   * @throws ArchiveException MISCONFIGURED when it is something else
   */
  public static S3Place parse(URI uri, String region) {
    if (!"s3".equals(uri.getScheme()) || uri.getAuthority() == null) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "store.uri is " + uri + "; an S3 store is written s3://bucket/prefix");
    }
    return new S3Place(region, uri.getAuthority(), uri.getPath() == null ? "" : uri.getPath());
  }

  /** What a name is called in the bucket. */
  String full(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** What a name of the bucket is called here. */
  String bare(String full) {
    return prefix.isEmpty() ? full : full.substring(prefix.length() + 1);
  }
}
