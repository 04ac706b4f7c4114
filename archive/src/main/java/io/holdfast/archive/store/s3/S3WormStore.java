package io.holdfast.archive.store.s3;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.Claim;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoreProbe;
import io.holdfast.archive.store.StoredObject;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The write-once store in a versioned bucket with Object Lock in COMPLIANCE mode.
 *
 * <p>A name's object is its first version by the server's listing ({@link S3Versions}); everything
 * is done to that version by its id, so neither later versions nor delete markers are ever seen.
 * The server's clock decides when a lock ends. Thread-safe.
 */
public final class S3WormStore implements WormStore {
  private static final int DELETE_ROUNDS = 3;

  private final S3Client s3;
  private final S3Objects objects;
  private final S3Versions versions;
  private final S3Believed believed;
  private final InstantSource clock;

  /**
   * Makes the client; the first call connects.
   *
   * @param clock must agree with the server's within seconds
   */
  public S3WormStore(S3Settings settings, InstantSource clock) {
    this.s3 = S3Connection.open(settings);
    this.objects = new S3Objects(s3, settings.place());
    this.versions = new S3Versions(s3, settings.place());
    this.believed = new S3Believed(objects, versions, new RecentVersions());
    this.clock = clock;
  }

  /** Makes the bucket, versioned and with Object Lock, when there is none; says whether it did. */
  public boolean createBucketIfMissing() {
    String bucket = objects.place().bucket();
    try {
      s3.headBucket(request -> request.bucket(bucket));
      return false;
    } catch (NoSuchBucketException e) {
      return createBucket(bucket);
    } catch (SdkException e) {
      throw S3Trouble.at("looking for bucket " + bucket, e);
    }
  }

  private boolean createBucket(String bucket) {
    try {
      s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
      return true;
    } catch (SdkException e) {
      throw S3Trouble.at("making bucket " + bucket, e);
    }
  }

  @Override
  public void probe() {
    S3Probe.check(objects, versions, clock.instant());
    StoreProbe.check(this, clock.instant());
  }

  @Override
  public StoredObject put(ObjectKey key, Body body, Protection protection) {
    return write(key, body, protection)
        .orElseThrow(
            () ->
                new ArchiveException(
                    Category.CONFLICT,
                    "the name " + key + " has other bytes already; write under another name"));
  }

  @Override
  public Claim claim(ObjectKey key, Bytes content, Protection protection) {
    Body body = Body.of(content);
    // Looking first spares the loser a version that stays locked for years on servers that do not
    // know conditional puts.
    Optional<StoredObject> won =
        versions
            .of(key)
            .believed()
            .map(version -> settle(key, version, body, protection))
            .orElseGet(() -> write(key, body, protection));
    return won.<Claim>map(Claim.Won::new).orElseGet(() -> new Claim.Taken(readUnchecked(key)));
  }

  /** What is stored when it is ours or the same; nothing when other bytes were first. */
  private Optional<StoredObject> write(ObjectKey key, Body body, Protection protection) {
    protection.requireFuture(key, clock.instant());
    Optional<String> ours = objects.put(key, S3Upload.check(key, body), protection);
    String first =
        versions
            .of(key)
            .believed()
            .orElseThrow(
                () ->
                    new ArchiveException(
                        Category.CONFLICT,
                        "somebody else is writing or deleting " + key + "; try again"));
    believed.note(key, first);
    return ours.filter(first::equals).isPresent()
        ? Optional.of(believed.readBack(key, first, body.length(), protection))
        : settle(key, first, body, protection);
  }

  private Optional<StoredObject> settle(
      ObjectKey key, String version, Body body, Protection protection) {
    if (!believed.hasBytes(key, version, body)) {
      return Optional.empty();
    }
    Protection present = believed.stat(key, version).protection();
    Protection wanted = present.strengthenedBy(protection);
    if (!wanted.retainUntil().equals(present.retainUntil())) {
      wanted.requireFuture(key, clock.instant());
      wanted.retainUntil().ifPresent(until -> objects.retain(key, version, until));
    }
    if (wanted.hold() && !present.hold()) {
      objects.hold(key, version, true);
    }
    return Optional.of(believed.readBack(key, version, body.length(), wanted));
  }

  @Override
  public Bytes read(ObjectKey key, Sha256 expected) throws IntegrityException {
    return expected.check(key.value(), readUnchecked(key));
  }

  @Override
  public Bytes readUnchecked(ObjectKey key) {
    return believed.read(key, Optional.empty());
  }

  @Override
  public Bytes readRange(ObjectKey key, long offset, int length) {
    long size = stat(key).orElseThrow(() -> S3Trouble.notFound(key)).size();
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new ArchiveException(
          Category.INVALID,
          "object %s has %d bytes, so no %d from %d".formatted(key, size, length, offset));
    }
    return length == 0
        ? Bytes.empty()
        : believed.read(key, Optional.of("bytes=" + offset + "-" + (offset + length - 1)));
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    return believed.open(key, Optional.empty());
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    return believed.stat(key);
  }

  @Override
  public StoredObject extend(ObjectKey key, Instant retainUntil) {
    String version = believed.require(key);
    StoredObject stored = believed.stat(key, version);
    Protection wanted = stored.protection().extendedTo(retainUntil, key, clock.instant());
    if (wanted.equals(stored.protection())) {
      return stored;
    }
    wanted.retainUntil().ifPresent(until -> objects.retain(key, version, until));
    return believed.readBack(key, version, stored.size(), wanted);
  }

  @Override
  public StoredObject setHold(ObjectKey key, boolean hold) {
    String version = believed.require(key);
    StoredObject stored = believed.stat(key, version);
    if (stored.protection().hold() != hold) {
      objects.hold(key, version, hold);
    }
    StoredObject after =
        believed.readBack(key, version, stored.size(), stored.protection().withHold(hold));
    if (after.protection().hold() != hold) {
      throw new ArchiveException(
          Category.CONFLICT, "the hold of " + key + " was changed meanwhile; look again");
    }
    return after;
  }

  @Override
  public Deletion delete(ObjectKey key) {
    for (int round = 0; round < DELETE_ROUNDS; round++) {
      S3Versions.Listing listing = versions.of(key);
      if (listing.isEmpty()) {
        believed.forget(key);
        return new Deletion.Gone();
      }
      Optional<Protection> forbidding = deleteAll(key, listing);
      if (forbidding.isPresent()) {
        return new Deletion.Forbidden(forbidding.get());
      }
    }
    throw new ArchiveException(
        Category.CONFLICT, "somebody else keeps writing under " + key + "; try again");
  }

  /** Newest first and the believed one last, so that no other ever takes its place. */
  private Optional<Protection> deleteAll(ObjectKey key, S3Versions.Listing listing) {
    listing.markers().forEach(marker -> refuse(key, objects.delete(key, marker)));
    for (String version : listing.ids()) {
      Optional<S3Exception> refusal = objects.delete(key, version);
      if (refusal.isPresent()) {
        Optional<Protection> protection = objects.head(key, version).map(StoredObject::protection);
        if (protection.isPresent() && isByLock(refusal.get(), protection.get())) {
          return protection;
        }
        refuse(key, refusal);
      }
    }
    return Optional.empty();
  }

  private boolean isByLock(S3Exception refusal, Protection protection) {
    return S3Trouble.isByLock(refusal) || protection.forbidsDeletionAt(clock.instant());
  }

  private static void refuse(ObjectKey key, Optional<S3Exception> refusal) {
    if (refusal.isPresent()) {
      throw S3Trouble.at("deleting " + key, refusal.get());
    }
  }

  @Override
  public List<ObjectKey> list(String prefix, Optional<ObjectKey> after, int limit) {
    WormStore.requireLimit(limit);
    return versions.names(prefix, after, limit);
  }

  @Override
  public void close() {
    s3.close();
  }
}
