package io.holdfast.deploy.bench;

import io.holdfast.archive.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HTTP requests that deliver: each another message, each signed anew. Not thread-safe.
 *
 * <p>The texts come from a stock; the message id, and so the bytes and the signature, never repeat.
 */
final class Deliveries {
  private static final int STOCK = 2_048;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final List<byte[]> stock = new ArrayList<>(STOCK);
  private final int[] numberAt = new int[STOCK];
  private final byte[] head;
  private final Mac mac;
  private long sent;

  /**
   * Requests.
   *
   * @param limit whether they lead to the endpoint that only reads
   * @param first number of the first one, so that several sources send no equal ones
   */
  Deliveries(String host, Bytes secret, boolean limit, long first) {
    var text = new DeliveryText(first, 16);
    for (int i = 0; i < STOCK; i++) {
      byte[] body = text.next();
      numberAt[i] = DeliveryText.numberIn(body);
      stock.add(body);
    }
    head =
        ("POST /webhooks/whatsapp HTTP/1.1\r\nHost: "
                + host
                + "\r\nContent-Type: application/json\r\n"
                + (limit ? LimitEndpoint.HEADER + ": 1\r\n" : "")
                + "X-Hub-Signature-256: sha256=")
            .getBytes(StandardCharsets.US_ASCII);
    sent = first;
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** The next request. */
  byte[] next() {
    int which = (int) (sent % STOCK);
    byte[] body = stock.get(which);
    DeliveryText.number(body, numberAt[which], sent++);
    byte[] signature = mac.doFinal(body);
    byte[] length =
        ("\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + 2 * signature.length + length.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    int at = head.length;
    for (byte b : signature) {
      request[at++] = (byte) HEX[(b >> 4) & 15];
      request[at++] = (byte) HEX[b & 15];
    }
    System.arraycopy(length, 0, request, at, length.length);
    System.arraycopy(body, 0, request, at + length.length, body.length);
    return request;
  }
}
