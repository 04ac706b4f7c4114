package io.holdfast.archive.spool;

import io.holdfast.archive.capture.Topic;

/**
 * A topic as the broker has it.
 *
 * @param id the broker's id of it; a topic that is made again has another and begins at offset 0
 */
public record SpoolTopic(Topic topic, String name, String id, int partitions) {}
