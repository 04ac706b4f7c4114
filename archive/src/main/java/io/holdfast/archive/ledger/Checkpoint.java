package io.holdfast.archive.ledger;

import io.holdfast.archive.Sha256;

/**
 * The head of a stream's tree: C2SP {@code tlog-checkpoint}, signed with Ed25519.
 *
 * @param origin {@code holdfast/ARCHIVE/STREAM}
 * @param size leaves in the tree
 * @param root RFC 6962 root over them
 * @param note the whole signed note, as it stands in the manifest
 */
public record Checkpoint(String origin, long size, Sha256 root, String note) {}
