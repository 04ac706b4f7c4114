package io.holdfast.retention.control;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordJson;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request to the control stream: JSON {@code {"request", "type", "actor", "at",
 * "expectedVersion", "data"}} in a capture, and the same JSON as the data of the sealed record.
 *
 * @param request random id made by who asks; a request that comes twice is decided once
 * @param at when it was asked, by the asker's clock: shown, never decided by
 * @param expectedVersion the version the asker saw; absent when it does not matter
 */
public record ControlRequest(
    String request,
    String type,
    Actor actor,
    Instant at,
    @Nullable Long expectedVersion,
    JsonNode data) {

  /** A request with a body that Jackson can write. */
  public static ControlRequest of(
      String request, RequestType type, Actor actor, Instant at, Object data) {
    return new ControlRequest(
        request, type.code(), actor, at, null, RecordJson.mapper().valueToTree(data));
  }

  /** The same request, good only while the version is still the given one. */
  public ControlRequest expecting(long version) {
    return new ControlRequest(request, type, actor, at, version, data);
  }

  /** The capture that carries it. */
  public Capture toCapture() {
    byte[] body = RecordJson.mapper().writeValueAsBytes(this);
    return new Capture(
        request, CaptureType.CONTROL, at, actor.person(), new TreeMap<>(), Bytes.wrap(body));
  }

  /** Reads a sealed control record; nothing when it has not this form. */
  static Optional<ControlRequest> read(CanonicalRecord record) {
    if (!(record.content() instanceof Content.Entry entry)) {
      return Optional.empty();
    }
    try {
      var request = RecordJson.mapper().treeToValue(entry.data(), ControlRequest.class);
      return isWhole(request) ? Optional.of(request) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("NullAway") // the codec hands in null for what the JSON leaves out
  private static boolean isWhole(ControlRequest request) {
    return request.request() != null
        && request.type() != null
        && request.actor() != null
        && request.actor().person() != null
        && request.at() != null
        && request.data() != null;
  }

  /** Safe to print: no data. */
  @Override
  public String toString() {
    return type + " " + request;
  }
}
