package io.holdfast.deploy.e2e;

import io.holdfast.archive.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The platform that delivers webhooks, as an outsider would write it. Thread-safe. */
final class Platform {
  private final URI endpoint;
  private final String secret;
  private final HttpClient http = Api.client();

  /** A text message; its number identifies it at the platform. */
  record Message(String number, String from, String text, Instant sentAt) {
    byte[] body() {
      return """
      {"object":"whatsapp_business_account","entry":[{"id":"218840551903377","changes":[{"value":\
      {"messaging_product":"whatsapp","metadata":{"display_phone_number":"442079460321",\
      "phone_number_id":"305512988410076"},"contacts":[{"profile":{"name":"Priya Nair"},"wa_id":\
      "%2$s"}],"messages":[{"from":"%2$s","id":"wamid.E2E%1$s","timestamp":"%4$d","type":"text",\
      "text":{"body":"%3$s"}}]},"field":"messages"}]}]}\
      """
          .formatted(number, from, text, sentAt.getEpochSecond())
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  Platform(URI endpoint, String secret) {
    this.endpoint = endpoint;
    this.secret = secret;
  }

  int deliver(Message message) throws IOException, InterruptedException {
    return deliver(message.body());
  }

  int deliver(byte[] body) throws IOException, InterruptedException {
    return deliver(body, signature(secret, body));
  }

  /**
   * Returns the status; a signature of {@code null} is left out. What could not be kept is
   * delivered again, as the platform does.
   */
  int deliver(byte[] body, @Nullable String signature) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Patience.LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header("X-Hub-Signature-256", signature);
    }
    return Api.again(http, request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** The body of the answer to a verification, with its status in front. */
  String verify(String token, String challenge) throws IOException, InterruptedException {
    URI asked =
        URI.create(
            "%s?hub.mode=subscribe&hub.verify_token=%s&hub.challenge=%s"
                .formatted(endpoint, token, challenge));
    var response = http.send(HttpRequest.newBuilder(asked).GET().build(), BodyHandlers.ofString());
    return response.statusCode() + (response.statusCode() == 200 ? " " + response.body() : "");
  }

  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
