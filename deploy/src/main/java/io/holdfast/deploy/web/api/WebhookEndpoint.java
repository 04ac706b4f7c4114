package io.holdfast.deploy.web.api;

import io.holdfast.archive.capture.Capture;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.WebhookDoor;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the WhatsApp Business Platform delivers. */
@RestController
final class WebhookEndpoint {
  private final WebhookDoor webhook;

  WebhookEndpoint(DeskDoors doors) {
    webhook = doors.capturing().webhook();
  }

  @GetMapping("/webhooks/whatsapp")
  @Access(To.EVERYBODY)
  void verify(
      @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
      @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
      @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge,
      HttpServletResponse response)
      throws IOException {
    String echo = webhook.verify(mode, token, challenge);
    if (echo == null) {
      Problem.of(
              403, "Wrong verify token", "Compare the token in the platform's dashboard with ours")
          .send(response);
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(echo.getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/webhooks/whatsapp")
  @Access(To.EVERYBODY)
  void deliver(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body = body(request);
    if (body == null) {
      response.setHeader("Connection", "close"); // the rest of the body is not read
      Problem.of(413, "The delivery is too large", "A delivery has at most 4 MiB").send(response);
      return;
    }
    switch (webhook.deliver(
        body, request.getHeader("X-Hub-Signature-256"), request.getContentType())) {
      case ACKNOWLEDGED -> response.setStatus(200);
      case REFUSED ->
          Problem.of(401, "The signature is missing or wrong", "Nothing was kept").send(response);
      case TRY_AGAIN ->
          Problem.of(503, "The delivery could not be kept", "Send it again later").send(response);
    }
  }

  /** The raw bytes as they came, whatever their encoding; {@code null} when there are too many. */
  private static byte @Nullable [] body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > Capture.MAX_BODY) {
      return null;
    }
    int announced = request.getContentLength();
    if (announced >= 0) {
      byte[] body = new byte[announced];
      int read = request.getInputStream().readNBytes(body, 0, announced);
      return read == announced ? body : Arrays.copyOf(body, read);
    }
    byte[] body = request.getInputStream().readNBytes(Capture.MAX_BODY + 1);
    return body.length > Capture.MAX_BODY ? null : body;
  }
}
