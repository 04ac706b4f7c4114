package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.RecordJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What an edge session says about itself when it opens, signed once by its role's key.
 *
 * @param v version of the statement, 1
 * @param session random name of the session, 32 hex digits
 * @param role the role that signed
 * @param keyId which spool key the session's key is wrapped for
 * @param wrappedKey hash of the wrapped key: a signature cannot be moved to another key
 */
public record EdgeStatement(
    int v, String session, String role, String keyId, Sha256 wrappedKey, Instant started) {
  static final int VERSION = 1;

  private static final byte[] DOMAIN =
      "holdfast/edge-session/v1\0".getBytes(StandardCharsets.US_ASCII);

  byte[] encode() {
    return RecordJson.mapper().writeValueAsBytes(this);
  }

  static EdgeStatement decode(byte[] json) throws UnreadableException {
    EdgeStatement statement = SpoolJson.read(json, EdgeStatement.class);
    if (!statement.complete()) {
      throw new UnreadableException(
          Unreadable.Reason.MALFORMED, "a session statement with missing members");
    }
    if (statement.v != VERSION) {
      throw new UnreadableException(
          Unreadable.Reason.UNSUPPORTED_VERSION, "session statement version " + statement.v);
    }
    return statement;
  }

  @SuppressWarnings("ConstantValue") // JSON decides what is null, not the annotations
  private boolean complete() {
    return session != null
        && role != null
        && keyId != null
        && wrappedKey != null
        && started != null;
  }

  /** What the role signs: separated from everything else that the key may ever sign. */
  static byte[] signedBytes(byte[] encoded) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(DOMAIN);
    out.writeBytes(encoded);
    return out.toByteArray();
  }

  /** What the session key is wrapped for. */
  static Bytes wrapInfo(String session) {
    return Bytes.utf8("holdfast/edge-session-key/v1\0" + session);
  }
}
