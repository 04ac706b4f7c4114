package io.holdfast.archive.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Buckets that are no write-once store are refused at start, and the message says why. */
@ExtendWith(CephExtension.class)
final class S3ProbeTest {
  private final CephGateway ceph;

  S3ProbeTest(CephGateway ceph) {
    this.ceph = ceph;
  }

  @Test
  void aBucketThatLocksIsAccepted() {
    try (var store = store(ceph.settings("probe-good", "prefix"))) {
      assertThat(store.createBucketIfMissing()).isTrue();
      assertThat(store.createBucketIfMissing()).isFalse();
      store.probe();
      assertThat(store.list("probe/", Optional.empty(), 100)).isNotEmpty();
    }
  }

  @Test
  void aPlainBucketIsRefused() {
    S3Settings settings = ceph.settings("probe-plain", "");
    try (S3Client s3 = S3Connection.open(settings)) {
      s3.createBucket(request -> request.bucket("probe-plain"));
      assertRefused(settings, "not versioned");
      s3.putBucketVersioning(
          request ->
              request
                  .bucket("probe-plain")
                  .versioningConfiguration(
                      versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
      assertRefused(settings, "Object Lock is not enabled");
    }
  }

  @Test
  void aDefaultRetentionIsRefused() {
    S3Settings settings = ceph.settings("probe-default", "");
    try (var store = store(settings);
        S3Client s3 = S3Connection.open(settings)) {
      store.createBucketIfMissing();
      s3.putObjectLockConfiguration(
          request ->
              request
                  .bucket("probe-default")
                  .objectLockConfiguration(
                      lock ->
                          lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                              .rule(
                                  rule ->
                                      rule.defaultRetention(
                                          retention ->
                                              retention
                                                  .days(1)
                                                  .mode(ObjectLockRetentionMode.COMPLIANCE)))));
      assertRefused(settings, "default retention");
    }
  }

  @Test
  void anIdentityThatMayNothingIsToldFromALock() {
    try (var owner = store(ceph.settings("probe-private", ""))) {
      owner.createBucketIfMissing();
    }
    assertRefused(ceph.strangersSettings("probe-private"), "refused by policy");
  }

  /** May write but not delete: its refusals say nothing about locks, and the message says so. */
  @Test
  void anIdentityThatMayNotDeleteCannotProveAnything() {
    S3Settings owners = ceph.settings("probe-writer", "");
    try (var owner = store(owners);
        S3Client s3 = S3Connection.open(owners)) {
      owner.createBucketIfMissing();
      String everything = "[\"arn:aws:s3:::probe-writer\",\"arn:aws:s3:::probe-writer/*\"]";
      String stranger = "{\"AWS\":[\"arn:aws:iam:::user/stranger\"]}";
      s3.putBucketPolicy(
          request ->
              request
                  .bucket("probe-writer")
                  .policy(
                      """
                      {"Version":"2012-10-17","Statement":[
                       {"Effect":"Allow","Principal":%s,"Action":"s3:*","Resource":%s},
                       {"Effect":"Deny","Principal":%s,
                        "Action":["s3:DeleteObject","s3:DeleteObjectVersion"],"Resource":%s}]}
                      """
                          .formatted(stranger, everything, stranger, everything)));
      assertRefused(ceph.strangersSettings("probe-writer"), "s3:DeleteObjectVersion");
      assertRefused(ceph.strangersSettings("probe-writer"), "refused by policy");
    }
  }

  @Test
  void aMissingBucketAndAWrongKeyAreNamed() {
    assertRefused(ceph.settings("probe-missing", ""), "NoSuchBucket");
    S3Settings good = ceph.settings("probe-missing", "");
    var wrong =
        new S3Settings(
            good.place(),
            good.endpoint(),
            Optional.of(new S3Credentials("holdfast", "not the secret")),
            good.dialect());
    assertRefused(wrong, "refused by policy");
    assertThat(wrong.toString()).doesNotContain("not the secret");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    S3Settings good = ceph.settings("probe-good", "");
    var nowhere =
        new S3Settings(
            good.place(),
            Optional.of(URI.create("http://127.0.0.1:1")),
            good.credentials(),
            good.dialect());
    try (var store = store(nowhere)) {
      assertThatThrownBy(store::probe)
          .isInstanceOfSatisfying(
              ArchiveException.class,
              e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    }
  }

  private static S3WormStore store(S3Settings settings) {
    return new S3WormStore(settings, InstantSource.system());
  }

  private static void assertRefused(S3Settings settings, String why) {
    try (var store = store(settings)) {
      assertThatThrownBy(store::probe)
          .isInstanceOfSatisfying(
              ArchiveException.class,
              e -> assertThat(e.category()).isEqualTo(Category.MISCONFIGURED))
          .hasMessageContaining(why);
    }
  }
}
