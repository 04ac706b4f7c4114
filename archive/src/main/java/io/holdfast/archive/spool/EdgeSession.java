package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Topic;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One source's key for at most an hour. Its key goes, wrapped, into every capture, so that each can
 * be opened and checked alone. Thread-safe; who calls it never uses a counter twice.
 */
final class EdgeSession {
  static final Duration LIFE = Duration.ofHours(1);

  private final EdgeStatement statement;
  private final Bytes encodedStatement;
  private final Bytes signature;
  private final Bytes wrappedKey;
  private final SessionCipher cipher;

  private EdgeSession(
      EdgeStatement statement, Bytes signature, Bytes wrappedKey, SessionCipher cipher) {
    this.statement = statement;
    this.encodedStatement = Bytes.wrap(statement.encode());
    this.signature = signature;
    this.wrappedKey = wrappedKey;
    this.cipher = cipher;
  }

  static EdgeSession open(EdgeIdentity identity, SecureRandom random, Instant now) {
    byte[] name = new byte[16];
    random.nextBytes(name);
    String session = HexFormat.of().formatHex(name);
    byte[] key = new byte[32];
    random.nextBytes(key);
    Bytes wrapped = identity.spoolKey().seal(Bytes.of(key), EdgeStatement.wrapInfo(session));
    var statement =
        new EdgeStatement(
            EdgeStatement.VERSION,
            session,
            identity.role(),
            identity.spoolKey().keyId(),
            Sha256.of(wrapped),
            now);
    Bytes signature = identity.key().sign(EdgeStatement.signedBytes(statement.encode()));
    return new EdgeSession(statement, signature, wrapped, new SessionCipher(Bytes.wrap(key)));
  }

  String name() {
    return statement.session();
  }

  boolean isOver(Instant now) {
    Instant started = statement.started();
    return now.isBefore(started) || !now.isBefore(started.plus(LIFE));
  }

  /** The bytes for the broker. */
  byte[] seal(Topic topic, String topicName, Envelope.Place place, byte[] plaintext) {
    byte[] preamble =
        new Envelope(encodedStatement, signature, wrappedKey, place, Bytes.empty()).preamble();
    var where = new SessionCipher.Where(topic, topicName, place);
    return cipher.seal(where, preamble, plaintext);
  }
}
