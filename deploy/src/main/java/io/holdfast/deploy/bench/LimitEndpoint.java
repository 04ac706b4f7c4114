package io.holdfast.deploy.bench;

import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the server does at best: reads a delivery and answers 200. Exists in the process of the
 * bench alone, behind the same address, filters and gate as the real endpoint.
 */
@RestController
final class LimitEndpoint {
  /** Header that leads here. */
  static final String HEADER = "X-Holdfast-Bench";

  private final LongAdder bytes = new LongAdder();

  @PostMapping(path = "/webhooks/whatsapp", headers = HEADER)
  @Access(To.EVERYBODY)
  void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body = new byte[request.getContentLength()];
    bytes.add(request.getInputStream().readNBytes(body, 0, body.length));
    response.setStatus(bytes.sum() < 0 ? 500 : 200);
  }
}
