package io.holdfast.archive.capture;

/**
 * Where a source puts a capture: the spool.
 *
 * <p>Returns only when the capture is durable (all in-sync replicas, or flushed on a single
 * broker). Throws {@link io.holdfast.archive.ArchiveException} UNAVAILABLE when the spool is full
 * or down: the capture may or may not be kept, and sending it again is harmless. Thread-safe;
 * blocks; meant for virtual threads.
 */
@FunctionalInterface
public interface CaptureSink {
  /** Makes a capture durable in a topic that accepts its type. */
  Receipt append(Topic topic, Capture capture);
}
