package io.holdfast.deploy.demo;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Delivers bodies as the platform does: signed, one after another, again while refused with 503.
 */
final class Webhooks implements AutoCloseable {
  private static final int ATTEMPTS = 120;

  private final URI endpoint;
  private final Secret appSecret;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Webhooks(DemoServer server) {
    this.endpoint =
        URI.create(server.address().toString().replaceAll("/+$", "") + "/webhooks/whatsapp");
    this.appSecret = server.appSecret();
  }

  /** Returns when the delivery is acknowledged, and so durable. */
  void deliver(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", "sha256=" + signature(body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    int status = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      status = send(request);
      if (status == 200) {
        return;
      }
      if (status != 503) {
        break;
      }
      Pause.brief();
    }
    throw new ArchiveException(
        Category.UNAVAILABLE,
        "%s answered %d to a sample delivery: is the app secret the demo's?"
            .formatted(endpoint, status));
  }

  private int send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (HttpTimeoutException slow) {
      return 503; // as the platform takes it: delivered again
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, endpoint + " does not take sample deliveries: " + e, e);
    }
  }

  private ArchiveException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ArchiveException(
        Category.UNAVAILABLE, "interrupted while delivering samples to " + endpoint, e);
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(appSecret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
