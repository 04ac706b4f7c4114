package io.holdfast.deploy.web.api;

import tools.jackson.databind.JsonNode;

/** A record was destroyed on its day; carries the certificate that says so. */
final class GoneException extends RuntimeException {
  private final transient JsonNode certificate;

  GoneException(JsonNode certificate) {
    super("destroyed");
    this.certificate = certificate;
  }

  JsonNode certificate() {
    return certificate;
  }
}
