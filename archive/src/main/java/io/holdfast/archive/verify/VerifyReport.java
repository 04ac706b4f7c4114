package io.holdfast.archive.verify;

/**
 * What a verification saw when it found nothing wrong.
 *
 * @param destroyedSegments segments whose absence a control record accounts for
 * @param removedRecords records whose keys a control record says were removed
 * @param orphans objects that no manifest names: leavings of dead attempts, files on their way in
 */
public record VerifyReport(
    long streams,
    long manifests,
    long segments,
    long records,
    long blobs,
    long destroyedSegments,
    long removedRecords,
    long orphans) {}
