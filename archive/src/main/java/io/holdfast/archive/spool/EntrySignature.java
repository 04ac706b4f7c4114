package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a role signs of an entry of its own (control, audit, mark, finding): topic, id, type, time,
 * account, headers and the hash of the body, each text with its length in front. Encryption to a
 * public key gives secrecy, not authorship; this does.
 */
final class EntrySignature {
  private static final byte[] DOMAIN =
      "holdfast/spool-entry/v1\0".getBytes(StandardCharsets.US_ASCII);

  private EntrySignature() {}

  /** Whether captures of a type must be signed one by one: those that a role says of itself. */
  static boolean demandedBy(CaptureType type) {
    return switch (type) {
      case WEBHOOK, EXPORT_SLICE, MEDIA -> false;
      case MARK, FINDING, CONTROL, AUDIT -> true;
    };
  }

  static byte[] signedBytes(Topic topic, Capture capture) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(DOMAIN);
      text(out, topic.topicName());
      text(out, capture.id());
      text(out, capture.type().name());
      text(out, capture.receivedAt().toString());
      text(out, capture.account());
      out.writeInt(capture.headers().size());
      for (var header : capture.headers().entrySet()) {
        text(out, header.getKey());
        text(out, header.getValue());
      }
      out.write(Sha256.of(capture.body()).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    Bytes encoded = Bytes.utf8(value);
    out.writeInt(encoded.length());
    out.write(encoded.toArray());
  }
}
