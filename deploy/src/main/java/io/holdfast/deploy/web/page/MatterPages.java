package io.holdfast.deploy.web.page;

import static io.holdfast.deploy.web.security.Role.AUDITOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.MatterDoor;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Matters and their holds. */
@Controller
final class MatterPages {
  private final Pages pages;
  private final MatterDoor matters;

  MatterPages(Pages pages, DeskDoors doors) {
    this.pages = pages;
    this.matters = doors.keeping().matters();
  }

  @GetMapping("/matters")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  void list(HttpServletRequest request, HttpServletResponse response)
      throws IOException, IntegrityException {
    pages.show(
        new Exchange(request, response), "matters", "matters", new MatterList(matters.list()));
  }

  @PostMapping("/matters")
  @Access(value = To.ROLES, roles = LEGAL)
  void open(
      @AuthenticationPrincipal Person me,
      @RequestParam String name,
      @RequestParam String reason,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    String id =
        matters.open(
            me.acting(LEGAL),
            given(name, "Give the matter a name"),
            given(reason, "Say why the matter is opened"));
    response.sendRedirect("/matters/" + id);
  }

  @GetMapping("/matters/{id}")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  void show(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, IntegrityException {
    pages.show(new Exchange(request, response), "matters", "matter", new MatterPage(find(id)));
  }

  @GetMapping("/matters/{id}/hold")
  @Access(value = To.ROLES, roles = LEGAL)
  void prepare(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    HoldForm form = HoldForm.of(parameters);
    HoldPage page;
    try {
      page = preview(find(id), form);
    } catch (ArchiveException e) {
      if (e.category() != Category.INVALID) {
        throw e;
      }
      page = new HoldPage(find(id), form, null, e.getMessage());
    }
    pages.show(new Exchange(request, response), "matters", "hold", page);
  }

  @PostMapping("/matters/{id}/holds")
  @Access(value = To.ROLES, roles = LEGAL)
  void hold(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    MatterDoor.Scope scope = HoldForm.of(parameters).scope(pages.place().zone());
    scope.check();
    matters.hold(me.acting(LEGAL), find(id).id(), scope);
    response.sendRedirect("/matters/" + id);
  }

  @GetMapping("/matters/{id}/holds/{hold}/release")
  @Access(value = To.ROLES, roles = LEGAL)
  void askRelease(
      @PathVariable String id,
      @PathVariable String hold,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    MatterDoor.Matter matter = find(id);
    pages.show(
        new Exchange(request, response),
        "matters",
        "release",
        new ReleasePage(matter, find(matter, hold)));
  }

  @PostMapping("/matters/{id}/holds/{hold}/release")
  @Access(value = To.ROLES, roles = LEGAL)
  void release(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @PathVariable String hold,
      @RequestParam String reason,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    find(find(id), hold);
    matters.release(me.acting(LEGAL), id, hold, given(reason, "Say why the hold is released"));
    response.sendRedirect("/matters/" + id);
  }

  private HoldPage preview(MatterDoor.Matter matter, HoldForm form) throws IntegrityException {
    if (form.isBlank()) {
      return new HoldPage(matter, form, null, null);
    }
    MatterDoor.Scope scope = form.scope(pages.place().zone());
    scope.check();
    return new HoldPage(matter, form, matters.preview(scope), null);
  }

  private MatterDoor.Matter find(String id) throws IntegrityException {
    MatterDoor.Matter matter = matters.find(id);
    if (matter == null) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no matter of this id");
    }
    return matter;
  }

  private static MatterDoor.Hold find(MatterDoor.Matter matter, String hold) {
    return matter.holds().stream()
        .filter(one -> one.id().equals(hold))
        .findFirst()
        .orElseThrow(
            () -> new ArchiveException(Category.NOT_FOUND, "the matter has no hold of this id"));
  }

  private static String given(String value, String otherwise) {
    if (value.isBlank()) {
      throw new ArchiveException(Category.INVALID, otherwise);
    }
    return value.strip();
  }
}
