package io.holdfast.archive.store.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The JSON file that says what protects an object.
 *
 * <p>The check binds the values to the name: a damaged sidecar, or another object's, is as good as
 * none, and an object without one is locked.
 *
 * @param v 1
 * @param check SHA-256 over the other members
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Sidecar(int v, String key, Optional<Instant> retainUntil, boolean hold, String check) {
  private static final int VERSION = 1;

  static Sidecar of(ObjectKey key, Protection protection) {
    return new Sidecar(
        VERSION,
        key.value(),
        protection.retainUntil(),
        protection.hold(),
        checkOf(key, protection));
  }

  byte[] toJson() {
    return RecordJson.mapper().writeValueAsBytes(this);
  }

  /** What the sidecar says of this object, or nothing when it is not this object's or damaged. */
  static Optional<Protection> parse(ObjectKey key, byte[] json) {
    try {
      var sidecar = RecordJson.mapper().readValue(json, Sidecar.class);
      var protection = new Protection(sidecar.retainUntil(), sidecar.hold());
      // Byte for byte what we would write: a damaged member's name must not read as its default.
      boolean sound = Arrays.equals(json, of(key, protection).toJson());
      return sound ? Optional.of(protection) : Optional.empty();
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static String checkOf(ObjectKey key, Protection protection) {
    String until = protection.retainUntil().map(Instant::toString).orElse("none");
    return Sha256.of(
            Bytes.utf8(VERSION + "\n" + key.value() + "\n" + until + "\n" + protection.hold()))
        .hex();
  }
}
