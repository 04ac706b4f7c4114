package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM under one session's key. Thread-safe. */
final class SessionCipher {
  static final int TAG_LENGTH = 16;

  private static final String ALGORITHM = "AES/GCM/NoPadding";

  private final SecretKey key;

  /** They keep the key's schedule from one capture to the next. */
  private final Queue<Cipher> idleSealers = new ConcurrentLinkedQueue<>();

  SessionCipher(Bytes key) {
    if (key.length() != 32) {
      throw new IllegalArgumentException("a session key has 32 bytes, not " + key.length());
    }
    this.key = new SecretKeySpec(key.toArray(), "AES");
  }

  /** Where a capture stands: one nonce each. */
  record Where(Topic topic, String topicName, Envelope.Place place) {
    /**
     * Topic (1 byte), partition (3), counter (8). Partition 0 exists in every topic: without the
     * first byte one nonce would serve three captures.
     */
    byte[] nonce() {
      int code =
          switch (topic) {
            case CAPTURES -> 1;
            case CONTROL -> 2;
            case AUDIT -> 3;
          };
      return ByteBuffer.allocate(12)
          .putInt(code << 24 | place.partition())
          .putLong(place.counter())
          .array();
    }

    boolean possible() {
      return place.partition() >= 0
          && place.partition() < TopicLayout.MAX_PARTITIONS
          && place.counter() >= 0;
    }
  }

  /** Preamble and ciphertext in one array. */
  byte[] seal(Where where, byte[] preamble, byte[] plaintext) {
    byte[] sealed = Arrays.copyOf(preamble, preamble.length + plaintext.length + TAG_LENGTH);
    try {
      Cipher idle = idleSealers.poll();
      Cipher cipher = idle == null ? Cipher.getInstance(ALGORITHM) : idle;
      begin(cipher, Cipher.ENCRYPT_MODE, where, preamble);
      int written = cipher.doFinal(plaintext, 0, plaintext.length, sealed, preamble.length);
      idleSealers.add(cipher);
      if (preamble.length + written != sealed.length) {
        throw new IllegalStateException("AES-GCM wrote " + written + " bytes");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to seal", e);
    }
    return sealed;
  }

  byte[] open(Where where, byte[] preamble, Bytes ciphertext) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(ALGORITHM);
    begin(cipher, Cipher.DECRYPT_MODE, where, preamble);
    return cipher.doFinal(ciphertext.toArray());
  }

  private void begin(Cipher cipher, int mode, Where where, byte[] preamble)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * 8, where.nonce()));
    byte[] topic = where.topicName().getBytes(StandardCharsets.UTF_8);
    cipher.updateAAD(ByteBuffer.allocate(2).putShort((short) topic.length).flip());
    cipher.updateAAD(topic);
    cipher.updateAAD(preamble);
  }
}
