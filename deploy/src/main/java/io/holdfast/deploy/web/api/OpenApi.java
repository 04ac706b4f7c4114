package io.holdfast.deploy.web.api;

import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's own description, kept by hand and checked against the endpoints by a test. */
@RestController
final class OpenApi {
  static final String FILE = "io/holdfast/deploy/web/api/openapi.json";

  @GetMapping("/api/v1/openapi.json")
  @Access(To.EVERYBODY)
  ResponseEntity<Resource> describe() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(new ClassPathResource(FILE));
  }
}
