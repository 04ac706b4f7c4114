package io.holdfast.archive.store.s3;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Tries on the server itself what {@link S3WormStore} never asks of it: shorten, weaken, bypass,
 * delete by version id. What the client refuses on its own proves nothing.
 */
final class S3Probe {
  private static final Logger LOG = LoggerFactory.getLogger(S3Probe.class);
  private static final Duration LOCK = Duration.ofMinutes(1);

  private final S3Objects objects;
  private final S3Versions versions;
  private final Instant now;
  private final String name = "probe/" + UUID.randomUUID();

  private S3Probe(S3Objects objects, S3Versions versions, Instant now) {
    this.objects = objects;
    this.versions = versions;
    this.now = now;
  }

  static void check(S3Objects objects, S3Versions versions, Instant now) {
    var probe = new S3Probe(objects, versions, now);
    probe.bucketIsVersioned();
    probe.bucketLocksButNotByDefault();
    probe.identityMayDelete();
    ObjectKey key = probe.lockedVersionStays();
    probe.laterVersionIsListedFirst(key);
    probe.noteMultipart();
  }

  private String bucket() {
    return objects.place().bucket();
  }

  private void bucketIsVersioned() {
    var status =
        ask("s3:GetBucketVersioning", () -> s3().getBucketVersioning(r -> r.bucket(bucket())))
            .status();
    if (status != BucketVersioningStatus.ENABLED) {
      throw broken("it is not versioned; make a bucket with Object Lock enabled");
    }
  }

  private void bucketLocksButNotByDefault() {
    ObjectLockConfiguration lock;
    try {
      lock = s3().getObjectLockConfiguration(r -> r.bucket(bucket())).objectLockConfiguration();
    } catch (S3Exception e) {
      if (e.statusCode() == 404 || e.statusCode() == 400) {
        throw broken("Object Lock is not enabled; make a bucket with Object Lock enabled");
      }
      throw refused("s3:GetBucketObjectLockConfiguration", e);
    }
    if (lock == null || lock.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
      throw broken("Object Lock is not enabled; make a bucket with Object Lock enabled");
    }
    if (lock.rule() != null && lock.rule().defaultRetention() != null) {
      throw broken(
          "it has a default retention, which would lock staged files and erasable keys; remove it");
    }
  }

  /** Otherwise a refusal further down would say nothing about locks. */
  private void identityMayDelete() {
    ObjectKey key = new ObjectKey(name + "-deletable");
    String version = put(key, Protection.none());
    Optional<S3Exception> refusal = objects.delete(key, version);
    if (refusal.isPresent()) {
      throw refused("s3:DeleteObjectVersion on an object without a lock", refusal.get());
    }
  }

  private ObjectKey lockedVersionStays() {
    ObjectKey key = new ObjectKey(name + "-compliance");
    String version = put(key, Protection.until(now.plus(LOCK)));
    Protection kept = protectionOf(key, version);
    if (kept.retainUntil().isEmpty()) {
      throw broken("it dropped the COMPLIANCE lock of an object while storing it");
    }
    attempt(
        "shorten", key, version, () -> objects.retain(key, version, now.plus(LOCK.dividedBy(2))));
    attempt("weaken", key, version, () -> toGovernance(key, version));
    attempt("delete", key, version, () -> bypass(key, version));
    if (objects.delete(key, version).isEmpty() || !protectionOf(key, version).equals(kept)) {
      throw broken("it let a locked version be deleted, shortened or weakened");
    }
    return key;
  }

  /** Does what must be refused; who sees it succeed has found a store that does not lock. */
  private void attempt(String what, ObjectKey key, String version, Runnable call) {
    try {
      call.run();
    } catch (ArchiveException | S3Exception e) {
      LOG.debug("probe: {} was refused", what);
      return;
    }
    throw broken("it let us %s the locked version %s of %s".formatted(what, version, key));
  }

  private void toGovernance(ObjectKey key, String version) {
    s3().putObjectRetention(
            request ->
                request
                    .bucket(bucket())
                    .key(objects.place().full(key.value()))
                    .versionId(version)
                    .bypassGovernanceRetention(true)
                    .retention(
                        retention ->
                            retention
                                .mode(ObjectLockRetentionMode.GOVERNANCE)
                                .retainUntilDate(now.plus(LOCK))));
  }

  private void bypass(ObjectKey key, String version) {
    s3().deleteObject(
            request ->
                request
                    .bucket(bucket())
                    .key(objects.place().full(key.value()))
                    .versionId(version)
                    .bypassGovernanceRetention(true));
  }

  /** Whom the listing shows last was first: the rule that contested names hang on. */
  private void laterVersionIsListedFirst(ObjectKey key) {
    List<String> before = versions.of(key).ids();
    Optional<String> second =
        objects.put(key, upload(key, "second"), Protection.until(now.plus(LOCK)));
    List<String> after = versions.of(key).ids();
    if (second.isPresent() && !after.equals(List.of(second.get(), before.getLast()))) {
      throw broken("it does not list the versions of a name newest first");
    }
    LOG.info("store probe: conditional put is {}", second.isPresent() ? "ignored" : "enforced");
  }

  /** Holdfast never uploads in parts; whether the server would keep the lock is worth knowing. */
  private void noteMultipart() {
    ObjectKey key = new ObjectKey(name + "-multipart");
    String version = ask("s3:PutObject in parts", () -> inParts(key));
    boolean kept = protectionOf(key, version).retainUntil().isPresent();
    LOG.info("store probe: locks of multipart uploads are {}", kept ? "kept" : "dropped");
    objects.delete(key, version);
  }

  private String inParts(ObjectKey key) {
    String full = objects.place().full(key.value());
    String id =
        s3().createMultipartUpload(
                request ->
                    request
                        .bucket(bucket())
                        .key(full)
                        .objectLockMode(ObjectLockMode.COMPLIANCE)
                        .objectLockRetainUntilDate(now.plus(LOCK)))
            .uploadId();
    S3Upload upload = upload(key, "part");
    String etag =
        s3().uploadPart(
                request ->
                    request
                        .bucket(bucket())
                        .key(full)
                        .uploadId(id)
                        .partNumber(1)
                        .contentMD5(upload.md5()),
                upload.content())
            .eTag();
    return s3().completeMultipartUpload(
            request ->
                request
                    .bucket(bucket())
                    .key(full)
                    .uploadId(id)
                    .multipartUpload(
                        parts ->
                            parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())))
        .versionId();
  }

  private String put(ObjectKey key, Protection protection) {
    return objects
        .put(key, upload(key, "first"), protection)
        .orElseThrow(() -> broken("it says that a name is taken which nobody ever used"));
  }

  private Protection protectionOf(ObjectKey key, String version) {
    return objects
        .head(key, version)
        .orElseThrow(() -> broken("it lost a version that it had just stored"))
        .protection();
  }

  private static S3Upload upload(ObjectKey key, String content) {
    return S3Upload.check(key, Body.of(Bytes.utf8("probe " + content)));
  }

  private software.amazon.awssdk.services.s3.S3Client s3() {
    return objects.s3();
  }

  private <T> T ask(String permission, Supplier<T> call) {
    try {
      return call.get();
    } catch (S3Exception e) {
      throw refused(permission, e);
    } catch (SdkException e) {
      throw S3Trouble.at("probing bucket " + bucket(), e);
    }
  }

  /** The identity may not, which is told from: the lock forbids. */
  private ArchiveException refused(String permission, S3Exception e) {
    if (!S3Trouble.isRefusal(e)) {
      return S3Trouble.at("probing bucket " + bucket(), e);
    }
    return new ArchiveException(
        Category.MISCONFIGURED,
        "bucket "
            + bucket()
            + " cannot be proved to enforce locks: "
            + permission
            + " is refused by policy; probe as the identity that may delete ("
            + S3Trouble.describe(e)
            + ")",
        e);
  }

  private ArchiveException broken(String what) {
    return new ArchiveException(
        Category.MISCONFIGURED, "bucket " + bucket() + " is no write-once store: " + what);
  }
}
