package io.holdfast.archive.ledger;

import io.holdfast.archive.Sha256;

/**
 * A manifest that was read from the store and whose signature and form were checked.
 *
 * @param manifest its content
 * @param leaf its leaf hash in the stream's tree
 * @param checkpoint the checkpoint that it ends with
 * @param object SHA-256 of the whole object
 */
public record SealedManifest(
    Manifest manifest, Sha256 leaf, Checkpoint checkpoint, Sha256 object) {}
