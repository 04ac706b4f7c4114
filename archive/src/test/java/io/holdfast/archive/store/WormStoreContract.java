package io.holdfast.archive.store;

/**
 * What every write-once store promises; every implementation and every decorator runs it. Stores
 * may be shared between tests: each test uses names of its own.
 */
public interface WormStoreContract
    extends WormWritingContract,
        WormProtectionContract,
        WormDeletionContract,
        WormReadingContract {}
