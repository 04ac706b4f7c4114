package io.holdfast.archive.store.file;

/**
 * The points between which a crash can fall, in the order in which a put and a delete pass them.
 */
enum Step {
  /** A temporary file was created and is empty or partly written. */
  TEMPORARY_OPENED,
  /** The temporary file has all bytes and is on disk. */
  TEMPORARY_DURABLE,
  /** A new sidecar is on disk under its temporary name. */
  SIDECAR_WRITTEN,
  /** The sidecar has its final name; its folder may not be on disk yet. */
  SIDECAR_RENAMED,
  /** The sidecar is durable; the object does not have its name yet. */
  SIDECAR_DURABLE,
  /** The object has its name; its folder may not be on disk yet. */
  LINKED,
  /** The object is durable; the temporary name is still there. */
  LINK_DURABLE,
  /** The object lost its name; its folder may not be on disk yet. */
  DATA_UNLINKED,
  /** The object is durably gone; its sidecar is still there. */
  DATA_GONE,
  /** The sidecar lost its name. */
  SIDECAR_UNLINKED
}
