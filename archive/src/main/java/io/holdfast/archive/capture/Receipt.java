package io.holdfast.archive.capture;

/** Where the spool keeps a capture, handed out only after it is durable there. */
public record Receipt(String captureId, Topic topic, int partition, long offset) {}
