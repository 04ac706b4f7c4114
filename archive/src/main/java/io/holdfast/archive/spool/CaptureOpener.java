package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.HpkeOpener;
import io.holdfast.archive.keys.VerifyingKey;
import io.holdfast.archive.record.RecordJson;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Opens what a source sealed and checks who it was. Fails closed: what is not proven is {@link
 * Unreadable}. Thread-safe.
 */
public final class CaptureOpener {
  private static final int SESSIONS_KEPT = 1_024;

  private final EdgeKeys keys;
  private final TrustedRoles roles;
  private final Map<Sha256, Session> sessions =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sha256, Session> eldest) {
          return size() > SESSIONS_KEPT;
        }
      };

  /** A session whose signature was checked, with its key. */
  private record Session(EdgeStatement statement, VerifyingKey author, SessionCipher cipher) {}

  /** An opener that believes the given roles. */
  public CaptureOpener(EdgeKeys keys, TrustedRoles roles) {
    this.keys = keys;
    this.roles = roles;
  }

  /**
   * Opens one message.
   *
   * @param topicName the topic's name at the broker
   * @throws io.holdfast.archive.ArchiveException when the keys cannot be reached just now
   */
  public Opening open(Topic topic, String topicName, int partition, Bytes sealed) {
    try {
      Envelope envelope = Envelope.decode(sealed.toArray());
      Session session = session(envelope);
      String role = session.statement().role();
      if (!TrustedRoles.allowedIn(topic).contains(role)) {
        throw new UnreadableException(
            Unreadable.Reason.ROLE_NOT_ALLOWED,
            "role " + role + " may not write into " + topicName);
      }
      // A capture copied into another partition would look like a new one there.
      if (envelope.place().partition() != partition) {
        throw tampered(session.statement());
      }
      var where = new SessionCipher.Where(topic, topicName, envelope.place());
      CaptureEntry entry = CaptureCodec.decode(decrypt(envelope, session, where));
      checkEntry(topic, entry, session);
      return new Opened(
          entry.capture(), session.statement(), envelope.place().counter(), entry.ended());
    } catch (UnreadableException e) {
      return e.toResult();
    }
  }

  private Session session(Envelope envelope) throws UnreadableException {
    var digest = Sha256.newDigest();
    digest.update(Sha256.of(envelope.statement()).toArray());
    digest.update(Sha256.of(envelope.signature()).toArray());
    digest.update(Sha256.of(envelope.wrappedKey()).toArray());
    Sha256 name = Sha256.wrap(digest.digest());
    synchronized (sessions) {
      Session known = sessions.get(name);
      if (known != null) {
        return known;
      }
    }
    Session checked = check(envelope);
    synchronized (sessions) {
      sessions.put(name, checked);
    }
    return checked;
  }

  private Session check(Envelope envelope) throws UnreadableException {
    byte[] encoded = envelope.statement().toArray();
    EdgeStatement statement = EdgeStatement.decode(encoded);
    VerifyingKey author = author(statement, EdgeStatement.signedBytes(encoded), envelope);
    if (!Sha256.of(envelope.wrappedKey()).equals(statement.wrappedKey())) {
      throw new UnreadableException(
          Unreadable.Reason.FORGED_SESSION,
          "session " + statement.session() + " was signed for another key");
    }
    HpkeOpener opener =
        keys.find(statement.keyId())
            .orElseThrow(
                () ->
                    new UnreadableException(
                        Unreadable.Reason.UNKNOWN_KEY, "spool key " + statement.keyId()));
    try {
      Bytes key = opener.open(envelope.wrappedKey(), EdgeStatement.wrapInfo(statement.session()));
      return new Session(statement, author, new SessionCipher(key));
    } catch (IntegrityException | IllegalArgumentException e) {
      throw tampered(statement);
    }
  }

  private VerifyingKey author(EdgeStatement statement, byte[] signed, Envelope envelope)
      throws UnreadableException {
    for (VerifyingKey key : roles.keysOf(statement.role())) {
      if (signs(key, signed, envelope.signature())) {
        return key;
      }
    }
    throw new UnreadableException(
        Unreadable.Reason.FORGED_SESSION,
        "session " + statement.session() + " is signed by no trusted key of " + statement.role());
  }

  private static byte[] decrypt(Envelope envelope, Session session, SessionCipher.Where where)
      throws UnreadableException {
    if (!where.possible()) {
      throw tampered(session.statement());
    }
    try {
      return session.cipher().open(where, envelope.preamble(), envelope.ciphertext());
    } catch (GeneralSecurityException e) {
      throw tampered(session.statement());
    }
  }

  private void checkEntry(Topic topic, CaptureEntry entry, Session session)
      throws UnreadableException {
    String id = entry.capture().id();
    if (!topic.accepts(entry.capture().type())) {
      throw new UnreadableException(
          Unreadable.Reason.WRONG_TOPIC, "capture " + id + " of type " + entry.capture().type());
    }
    String role = session.statement().role();
    if (!TrustedRoles.mayWrite(role, entry.capture().type())
        || !mayControl(role, entry.capture())) {
      throw new UnreadableException(
          Unreadable.Reason.ROLE_NOT_ALLOWED, "role " + role + " may not write " + entry.capture());
    }
    if (EntrySignature.demandedBy(entry.capture().type())) {
      Bytes signature = entry.signature();
      byte[] signed = EntrySignature.signedBytes(topic, entry.capture());
      if (signature == null || !signs(session.author(), signed, signature)) {
        throw new UnreadableException(
            Unreadable.Reason.FORGED_ENTRY,
            "entry " + id + " is not signed by " + session.author());
      }
    }
  }

  /** What has no type becomes no entry, whoever wrote it. */
  private boolean mayControl(String role, Capture capture) {
    if (capture.type() != CaptureType.CONTROL) {
      return true;
    }
    try {
      JsonNode type = RecordJson.mapper().readTree(capture.body().toArray()).path("type");
      return !type.isString() || roles.authority().mayWrite(role, type.stringValue());
    } catch (JacksonException e) {
      return true;
    }
  }

  private static boolean signs(VerifyingKey key, byte[] signed, Bytes signature) {
    try {
      key.verify(signed, signature);
      return true;
    } catch (IntegrityException e) {
      return false;
    }
  }

  private static UnreadableException tampered(EdgeStatement statement) {
    return new UnreadableException(
        Unreadable.Reason.TAMPERED, "does not open with the key of session " + statement.session());
  }
}
