package io.holdfast.archive.store.s3;

import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoredObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Single calls on single versions; what a failed one means is decided here. */
record S3Objects(S3Client s3, S3Place place) {
  private static final int PRECONDITION_FAILED = 412;
  private static final int BEING_WRITTEN = 409;

  /**
   * Writes one version, never in parts (servers drop lock and hold of those), unless the server
   * sees that the name is taken. Whatever comes back, the listing decides who was first.
   */
  Optional<String> put(ObjectKey key, S3Upload upload, Protection protection) {
    try {
      return Optional.of(
          s3.putObject(request(key, upload, protection).ifNoneMatch("*").build(), upload.content())
              .versionId());
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == BEING_WRITTEN) {
        return Optional.empty();
      }
      throw S3Trouble.at("writing " + key, e);
    } catch (SdkException e) {
      throw S3Trouble.at("writing " + key, e);
    }
  }

  PutObjectRequest.Builder request(ObjectKey key, S3Upload upload, Protection protection) {
    var request =
        PutObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.full(key.value()))
            .contentLength(upload.body().length())
            .contentMD5(upload.md5());
    protection
        .retainUntil()
        .ifPresent(
            until ->
                request.objectLockMode(ObjectLockMode.COMPLIANCE).objectLockRetainUntilDate(until));
    if (protection.hold()) {
      request.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON);
    }
    return request;
  }

  /** Size, mode, date and hold of one version; GOVERNANCE is no lock. */
  Optional<StoredObject> head(ObjectKey key, String version) {
    return found(
        "looking at " + key,
        name -> {
          HeadObjectResponse head =
              s3.headObject(request -> request.bucket(place.bucket()).key(name).versionId(version));
          Optional<Instant> until =
              head.objectLockMode() == ObjectLockMode.COMPLIANCE
                  ? Optional.ofNullable(head.objectLockRetainUntilDate()).map(S3Objects::capped)
                  : Optional.empty();
          boolean hold = head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON;
          return new StoredObject(key, head.contentLength(), new Protection(until, hold));
        },
        key);
  }

  /** A lock that somebody else set beyond what we accept counts up to that. */
  private static Instant capped(Instant until) {
    return until.isAfter(Protection.LATEST) ? Protection.LATEST : until;
  }

  /** A stream over one version, or over a range of it in HTTP's form. */
  Optional<ResponseInputStream<GetObjectResponse>> get(
      ObjectKey key, String version, Optional<String> range) {
    return found(
        "reading " + key,
        name ->
            s3.getObject(
                request ->
                    request
                        .bucket(place.bucket())
                        .key(name)
                        .versionId(version)
                        .range(range.orElse(null))),
        key);
  }

  void retain(ObjectKey key, String version, Instant until) {
    try {
      s3.putObjectRetention(
          request ->
              request
                  .bucket(place.bucket())
                  .key(place.full(key.value()))
                  .versionId(version)
                  .retention(
                      retention ->
                          retention
                              .mode(ObjectLockRetentionMode.COMPLIANCE)
                              .retainUntilDate(until)));
    } catch (SdkException e) {
      throw S3Trouble.at("lengthening the lock of " + key, e);
    }
  }

  void hold(ObjectKey key, String version, boolean hold) {
    try {
      s3.putObjectLegalHold(
          request ->
              request
                  .bucket(place.bucket())
                  .key(place.full(key.value()))
                  .versionId(version)
                  .legalHold(
                      legal ->
                          legal.status(
                              hold
                                  ? ObjectLockLegalHoldStatus.ON
                                  : ObjectLockLegalHoldStatus.OFF)));
    } catch (SdkException e) {
      throw S3Trouble.at((hold ? "holding " : "releasing ") + key, e);
    }
  }

  /** Deletes one version or marker; the server's own refusal comes back as it is. */
  Optional<S3Exception> delete(ObjectKey key, String version) {
    try {
      s3.deleteObject(
          request ->
              request.bucket(place.bucket()).key(place.full(key.value())).versionId(version));
      return Optional.empty();
    } catch (S3Exception e) {
      if (S3Trouble.isRefusal(e)) {
        return Optional.of(e);
      }
      throw S3Trouble.at("deleting " + key, e);
    } catch (SdkException e) {
      throw S3Trouble.at("deleting " + key, e);
    }
  }

  private <T> Optional<T> found(String doing, Function<String, T> call, ObjectKey key) {
    try {
      return Optional.of(call.apply(place.full(key.value())));
    } catch (S3Exception e) {
      if (e.statusCode() == 404 && !"NoSuchBucket".equals(S3Trouble.code(e))) {
        return Optional.empty();
      }
      throw S3Trouble.at(doing, e);
    } catch (SdkException e) {
      throw S3Trouble.at(doing, e);
    }
  }
}
