package io.holdfast.deploy.web.api;

import static io.holdfast.deploy.web.security.Role.ADMINISTRATOR;
import static io.holdfast.deploy.web.security.Role.AUDITOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.api.Answers.Listed;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.DisposalDoor;
import io.holdfast.deploy.web.doors.ScheduleDoor;
import io.holdfast.deploy.web.doors.StatusDoor;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Schedule, disposal and status for programs. */
@RestController
final class RecordsApi {
  private final ScheduleDoor schedule;
  private final DisposalDoor disposals;
  private final StatusDoor status;

  RecordsApi(DeskDoors doors) {
    schedule = doors.keeping().schedule();
    disposals = doors.keeping().disposals();
    status = doors.status();
  }

  /** An approval, as it is asked for. */
  record Approval(@Nullable String reason) {}

  @GetMapping("/api/v1/schedule")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER, AUDITOR})
  JsonNode schedule() throws IntegrityException {
    return schedule.inForce();
  }

  @PutMapping("/api/v1/schedule")
  @Access(value = To.ROLES, roles = RECORDS_OFFICER)
  JsonNode replace(@AuthenticationPrincipal Person me, @RequestBody JsonNode next)
      throws IntegrityException {
    return schedule.replace(me.acting(RECORDS_OFFICER), next);
  }

  @PostMapping("/api/v1/disposals")
  @Access(value = To.ROLES, roles = RECORDS_OFFICER)
  ResponseEntity<DisposalDoor.Plan> plan(@AuthenticationPrincipal Person me)
      throws IntegrityException {
    DisposalDoor.Plan plan = disposals.plan(me.acting(RECORDS_OFFICER));
    return ResponseEntity.created(URI.create("/api/v1/disposals/" + plan.id())).body(plan);
  }

  @GetMapping("/api/v1/disposals")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  Listed<DisposalDoor.Plan> list() throws IntegrityException {
    return new Listed<>(disposals.list());
  }

  @GetMapping("/api/v1/disposals/{id}")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  DisposalDoor.Plan find(@PathVariable String id) throws IntegrityException {
    return Answers.found(disposals.find(id), "disposal");
  }

  @PostMapping("/api/v1/disposals/{id}/approve")
  @Access(value = To.ROLES, roles = RECORDS_OFFICER)
  DisposalDoor.Plan approve(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Approval approval)
      throws IntegrityException {
    find(id);
    String reason = approval == null ? null : approval.reason();
    return disposals.approve(
        me.acting(RECORDS_OFFICER), id, reason == null ? "end of term" : reason);
  }

  @GetMapping("/api/v1/status")
  @Access(To.SIGNED_IN)
  StatusDoor.Report status() {
    return status.report();
  }
}
