package io.holdfast.archive.store.s3;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Looking at the one version of a name that is believed. */
record S3Believed(S3Objects objects, S3Versions versions, RecentVersions recent) {
  private static final int BUFFER = 1 << 16;

  void note(ObjectKey key, String version) {
    recent.put(key, version);
  }

  void forget(ObjectKey key) {
    recent.forget(key);
  }

  /** The id of the believed version, from the listing. */
  String require(ObjectKey key) {
    String version = versions.of(key).believed().orElseThrow(() -> S3Trouble.notFound(key));
    recent.put(key, version);
    return version;
  }

  Optional<StoredObject> stat(ObjectKey key) {
    return find(key, version -> objects.head(key, version));
  }

  StoredObject stat(ObjectKey key, String version) {
    return objects.head(key, version).orElseThrow(() -> S3Trouble.notFound(key));
  }

  InputStream open(ObjectKey key, Optional<String> range) {
    return find(key, version -> objects.get(key, version, range))
        .orElseThrow(() -> S3Trouble.notFound(key));
  }

  Bytes read(ObjectKey key, Optional<String> range) {
    try (InputStream in = open(key, range)) {
      return Bytes.wrap(in.readAllBytes());
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "reading " + key + " was cut short; try again", e);
    }
  }

  /** Asks by the remembered id first; when that version is gone, the listing decides. */
  private <T> Optional<T> find(ObjectKey key, Function<String, Optional<T>> call) {
    Optional<T> hinted = recent.get(key).flatMap(call);
    if (hinted.isPresent()) {
      return hinted;
    }
    recent.forget(key);
    Optional<String> first = versions.of(key).believed();
    Optional<T> found = first.flatMap(call);
    if (found.isPresent()) {
      first.ifPresent(version -> recent.put(key, version));
    }
    return found;
  }

  /** Proves that size, mode, date and hold are what was asked for, or more. */
  StoredObject readBack(ObjectKey key, String version, long size, Protection wanted) {
    StoredObject stored = stat(key, version);
    Protection kept = stored.protection();
    if (stored.size() != size || !kept.strengthenedBy(wanted).equals(kept)) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "the server did not keep object %s as it was told: wanted %d bytes and %s, read back %s"
              .formatted(key, size, wanted, stored));
    }
    return stored;
  }

  boolean hasBytes(ObjectKey key, String version, Body body) {
    if (stat(key, version).size() != body.length()) {
      return false;
    }
    try (InputStream ours = body.open();
        InputStream theirs =
            objects
                .get(key, version, Optional.empty())
                .orElseThrow(() -> S3Trouble.notFound(key))) {
      byte[] chunk = ours.readNBytes(BUFFER);
      while (chunk.length > 0) {
        if (!Arrays.equals(chunk, theirs.readNBytes(BUFFER))) {
          return false;
        }
        chunk = ours.readNBytes(BUFFER);
      }
      return true;
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "reading " + key + " was cut short; try again", e);
    }
  }
}
