package io.holdfast.archive.catalogue;

import java.time.Instant;

/** What is left of a destroyed record: its id, the certificate and the time. */
public record DestroyedRecord(String recordId, String certificate, Instant at) {}
