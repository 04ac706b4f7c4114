package io.holdfast.archive.spool;

import io.holdfast.archive.capture.Topic;

/**
 * One partition of one topic id: what the ledger calls a stream.
 *
 * @param topicId the broker's id; a topic that is made again is another stream
 */
public record SpoolPartition(Topic topic, String topicId, int partition) {}
