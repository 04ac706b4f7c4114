package io.holdfast.archive.store.s3;

import io.holdfast.archive.store.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * What the store lists under a name. S3 lists the versions of a name newest first, in the order in
 * which it took them in; the first ever written is the last of them, and that one is believed.
 * {@code LastModified} is never looked at: it is no order.
 */
record S3Versions(S3Client s3, S3Place place) {
  private static final int PAGE = 1_000;

  /**
   * All of a name.
   *
   * @param ids version ids, newest first
   * @param markers ids of delete markers, which hide nothing here
   */
  record Listing(List<String> ids, List<String> markers) {
    /** The version that is the object. */
    Optional<String> believed() {
      return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast());
    }

    boolean isEmpty() {
      return ids.isEmpty() && markers.isEmpty();
    }
  }

  Listing of(ObjectKey key) {
    String name = place.full(key.value());
    var ids = new ArrayList<String>();
    var markers = new ArrayList<String>();
    var request = ListObjectVersionsRequest.builder().bucket(place.bucket()).prefix(name);
    try {
      boolean more = true;
      while (more) {
        ListObjectVersionsResponse page = s3.listObjectVersions(request.build());
        page.versions().stream()
            .filter(version -> version.key().equals(name))
            .map(ObjectVersion::versionId)
            .forEach(ids::add);
        page.deleteMarkers().stream()
            .filter(marker -> marker.key().equals(name))
            .map(DeleteMarkerEntry::versionId)
            .forEach(markers::add);
        // The name itself sorts before every longer name that begins with it.
        more = page.isTruncated() && name.equals(page.nextKeyMarker());
        request.keyMarker(page.nextKeyMarker()).versionIdMarker(page.nextVersionIdMarker());
      }
    } catch (SdkException e) {
      throw S3Trouble.at("listing the versions of " + key, e);
    }
    return new Listing(List.copyOf(ids), List.copyOf(markers));
  }

  /** Names that have a version, also behind a delete marker, in order. */
  List<ObjectKey> names(String prefix, Optional<ObjectKey> after, int limit) {
    var found = new ArrayList<ObjectKey>();
    var request =
        ListObjectVersionsRequest.builder()
            .bucket(place.bucket())
            .prefix(place.full(prefix))
            .maxKeys(Math.min(PAGE, limit + 1));
    after.ifPresent(key -> request.keyMarker(place.full(key.value())));
    Predicate<ObjectKey> isNew =
        key ->
            after.map(start -> start.compareTo(key) < 0).orElse(true)
                && (found.isEmpty() || !found.getLast().equals(key));
    try {
      boolean more = true;
      while (more) {
        ListObjectVersionsResponse page = s3.listObjectVersions(request.build());
        page.versions().stream()
            .flatMap(version -> nameOf(version).stream())
            .filter(isNew)
            .forEach(found::add);
        more = page.isTruncated() && found.size() < limit;
        request
            .maxKeys(PAGE)
            .keyMarker(page.nextKeyMarker())
            .versionIdMarker(page.nextVersionIdMarker());
      }
    } catch (SdkException e) {
      throw S3Trouble.at("listing names that begin with " + prefix, e);
    }
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /** What somebody else put into the bucket under a name that we cannot have is not ours. */
  private Optional<ObjectKey> nameOf(ObjectVersion version) {
    return ObjectKey.parse(place.bare(version.key()));
  }
}
