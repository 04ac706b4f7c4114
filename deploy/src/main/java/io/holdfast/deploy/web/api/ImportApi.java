package io.holdfast.deploy.web.api;

import static io.holdfast.deploy.web.security.Role.ADMINISTRATOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.deploy.web.api.Answers.Listed;
import io.holdfast.deploy.web.api.Answers.Made;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.ImportDoor;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import io.holdfast.deploy.web.upload.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Chat exports for programs. */
@RestController
final class ImportApi {
  private final ImportDoor imports;
  private final Upload upload;

  ImportApi(DeskDoors doors) {
    imports = doors.capturing().imports();
    upload = new Upload(imports);
  }

  @PostMapping("/api/v1/imports")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  ResponseEntity<Made> receive(@AuthenticationPrincipal Person me, HttpServletRequest request)
      throws IOException {
    String id =
        upload.receive(request, me.acting(ADMINISTRATOR, LEGAL, RECORDS_OFFICER), f -> true);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/imports/" + id))
        .body(new Made(id));
  }

  @GetMapping("/api/v1/imports")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  Listed<ImportDoor.Status> list() {
    return new Listed<>(imports.list());
  }

  @GetMapping("/api/v1/imports/{id}")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  ImportDoor.Status find(@PathVariable String id) {
    return Answers.found(imports.find(id), "import");
  }

  @PostMapping("/api/v1/imports/{id}/decision")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  ImportDoor.Status decide(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestBody ImportDoor.Options decision) {
    Answers.found(imports.find(id), "import");
    return imports.decide(me.acting(ADMINISTRATOR, LEGAL, RECORDS_OFFICER), id, decision);
  }
}
