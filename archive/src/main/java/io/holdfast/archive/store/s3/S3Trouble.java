package io.holdfast.archive.store.s3;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.store.ObjectKey;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one sentence what a failing S3 call means for the caller. */
final class S3Trouble {
  private static final Set<String> WRONG_KEYS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket");

  private S3Trouble() {}

  /**
   * Trouble while doing something to an object.
   *
   * @param doing "writing probe/1" and the like
   */
  static ArchiveException at(String doing, SdkException cause) {
    if (!(cause instanceof S3Exception s3)) {
      return new ArchiveException(
          Category.UNAVAILABLE,
          doing + ": the S3 server did not answer; try again: " + cause.getMessage(),
          cause);
    }
    int status = s3.statusCode();
    if (WRONG_KEYS.contains(code(s3))) {
      return new ArchiveException(
          Category.MISCONFIGURED,
          doing + ": " + describe(s3) + "; check bucket, access key and secret key",
          cause);
    }
    if (isRefusal(s3)) {
      return new ArchiveException(
          Category.REFUSED,
          doing
              + ": refused by "
              + (isByLock(s3) ? "lock" : "policy; check this identity's permissions")
              + ": "
              + describe(s3),
          cause);
    }
    if (status == 404 || status == 405) {
      return new ArchiveException(Category.NOT_FOUND, doing + ": " + describe(s3), cause);
    }
    if (status == 409) {
      return new ArchiveException(Category.CONFLICT, doing + ": " + describe(s3), cause);
    }
    if (status == 400 || status == 416) {
      return new ArchiveException(Category.INVALID, doing + ": " + describe(s3), cause);
    }
    return new ArchiveException(
        Category.UNAVAILABLE, doing + ": " + describe(s3) + "; try again", cause);
  }

  static ArchiveException notFound(ObjectKey key) {
    return new ArchiveException(Category.NOT_FOUND, "there is no object " + key + " in the store");
  }

  /** Whether the server understood and would not. */
  static boolean isRefusal(S3Exception e) {
    return e.statusCode() == 403 || e.statusCode() == 401;
  }

  /** Whether the refusal names the object's lock; Amazon and Ceph both do. */
  static boolean isByLock(S3Exception e) {
    return describe(e).toLowerCase(Locale.ROOT).contains("object lock");
  }

  static String code(S3Exception e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  static String describe(S3Exception e) {
    return e.statusCode() + " " + code(e) + " " + e.getMessage();
  }
}
