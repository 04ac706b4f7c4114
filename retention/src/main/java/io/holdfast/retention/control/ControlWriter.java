package io.holdfast.retention.control;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Topic;

/** Puts requests into the control stream and waits for what is decided. Thread-safe; blocks. */
public final class ControlWriter {
  private final CaptureSink sink;
  private final ControlFollower follower;
  private final RetentionSettings settings;

  /** A writer; the sink signs what it is given with its role's key. */
  public ControlWriter(CaptureSink sink, ControlFollower follower, RetentionSettings settings) {
    this.sink = sink;
    this.follower = follower;
    this.settings = settings;
  }

  /** The follower that waits. */
  public ControlFollower follower() {
    return follower;
  }

  /** The settings in use. */
  public RetentionSettings settings() {
    return settings;
  }

  /** A new request of somebody, now. */
  public ControlRequest request(RequestType type, Actor actor, Object data) {
    return ControlRequest.of(settings.ids().get(), type, actor, settings.clock().instant(), data);
  }

  /**
   * Records a request and answers with the decision.
   *
   * @throws ArchiveException UNAVAILABLE when it is recorded but not sealed in time: it will still
   *     be decided
   */
  public Outcome submit(ControlRequest request) throws IntegrityException {
    sink.append(Topic.CONTROL, request.toCapture());
    return follower
        .await(request.request(), settings.answerWithin())
        .orElseThrow(
            () ->
                new ArchiveException(
                    Category.UNAVAILABLE,
                    "Request "
                        + request.request()
                        + " ("
                        + request.type()
                        + ") is recorded but not yet sealed; it takes effect once it is."
                        + " Look again soon, and see whether the archiver runs"));
  }

  /**
   * As {@link #submit}, for acts that somebody waits for.
   *
   * @throws ArchiveException REFUSED with the reason
   */
  public void insist(ControlRequest request) throws IntegrityException {
    switch (submit(request)) {
      case Outcome.Accepted() -> {}
      case Outcome.Refused(String reason) -> throw new ArchiveException(Category.REFUSED, reason);
    }
  }
}
