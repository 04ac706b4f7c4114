package io.holdfast.deploy.web.api;

import static io.holdfast.deploy.web.security.Role.AUDITOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.api.Answers.Listed;
import io.holdfast.deploy.web.api.Answers.Made;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.doors.MatterDoor;
import io.holdfast.deploy.web.reading.Days;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Matters and holds for programs. */
@RestController
final class KeepingApi {
  private final MatterDoor matters;
  private final Installation place;

  KeepingApi(DeskDoors doors, Installation place) {
    this.matters = doors.keeping().matters();
    this.place = place;
  }

  /** A new matter, as it is asked for. */
  record NewMatter(@Nullable String name, @Nullable String reason) {}

  /** A new hold, as it is asked for; days or instants. */
  record NewHold(
      @Nullable List<String> people,
      @Nullable List<String> addresses,
      @Nullable List<String> conversations,
      @Nullable String from,
      @Nullable String to,
      @Nullable String query) {}

  @PostMapping("/api/v1/matters")
  @Access(value = To.ROLES, roles = LEGAL)
  ResponseEntity<Made> open(@AuthenticationPrincipal Person me, @RequestBody NewMatter matter)
      throws IntegrityException {
    String id =
        matters.open(
            me.acting(LEGAL),
            given(matter.name(), "a matter needs a name"),
            given(matter.reason(), "a matter needs a reason"));
    return made("/api/v1/matters/" + id, id);
  }

  @GetMapping("/api/v1/matters")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  Listed<MatterDoor.Matter> list() throws IntegrityException {
    return new Listed<>(matters.list());
  }

  @GetMapping("/api/v1/matters/{id}")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  MatterDoor.Matter find(@PathVariable String id) throws IntegrityException {
    return Answers.found(matters.find(id), "matter");
  }

  @PostMapping("/api/v1/matters/{id}/holds")
  @Access(value = To.ROLES, roles = LEGAL)
  ResponseEntity<Made> hold(
      @AuthenticationPrincipal Person me, @PathVariable String id, @RequestBody NewHold hold)
      throws IntegrityException {
    find(id);
    String made = matters.hold(me.acting(LEGAL), id, scope(hold));
    return made("/api/v1/matters/" + id, made);
  }

  @DeleteMapping("/api/v1/matters/{id}/holds/{hold}")
  @Access(value = To.ROLES, roles = LEGAL)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @PathVariable String hold,
      @RequestParam(required = false) @Nullable String reason)
      throws IntegrityException {
    if (find(id).holds().stream().noneMatch(known -> known.id().equals(hold))) {
      throw new ArchiveException(Category.NOT_FOUND, "the matter has no hold of this id");
    }
    matters.release(
        me.acting(LEGAL), id, hold, given(reason, "a release needs a reason: ?reason=…"));
  }

  private MatterDoor.Scope scope(NewHold hold) {
    var days = new Days(place.zone());
    var scope =
        new MatterDoor.Scope(
            hold.people() == null ? List.of() : hold.people(),
            hold.addresses() == null ? List.of() : hold.addresses(),
            hold.conversations() == null ? List.of() : hold.conversations(),
            days.from(hold.from()),
            days.until(hold.to()),
            hold.query());
    scope.check();
    return scope;
  }

  private static ResponseEntity<Made> made(String where, String id) {
    return ResponseEntity.created(URI.create(where)).body(new Made(id));
  }

  private static String given(@Nullable String value, String otherwise) {
    if (value == null || value.isBlank()) {
      throw new ArchiveException(Category.INVALID, otherwise);
    }
    return value.strip();
  }
}
