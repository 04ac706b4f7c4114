package io.holdfast.deploy.web.page;

import static io.holdfast.deploy.web.security.Role.AUDITOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.DisposalDoor;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Destroying what is due: planned, approved by somebody else, certified. */
@Controller
final class DisposalPages {
  private final Pages pages;
  private final DisposalDoor disposals;

  DisposalPages(Pages pages, DeskDoors doors) {
    this.pages = pages;
    this.disposals = doors.keeping().disposals();
  }

  @GetMapping("/disposals")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  void list(HttpServletRequest request, HttpServletResponse response)
      throws IOException, IntegrityException {
    pages.show(
        new Exchange(request, response),
        "disposals",
        "disposals",
        new DisposalList(disposals.list()));
  }

  @PostMapping("/disposals")
  @Access(value = To.ROLES, roles = RECORDS_OFFICER)
  void plan(@AuthenticationPrincipal Person me, HttpServletResponse response)
      throws IOException, IntegrityException {
    response.sendRedirect("/disposals/" + disposals.plan(me.acting(RECORDS_OFFICER)).id());
  }

  @GetMapping("/disposals/{id}")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  void show(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    pages.show(
        new Exchange(request, response),
        "disposals",
        "disposal",
        new DisposalPage(find(id), me.name(), ""));
  }

  @PostMapping("/disposals/{id}/approve")
  @Access(value = To.ROLES, roles = RECORDS_OFFICER)
  void approve(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String count,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    DisposalDoor.Plan plan = find(id);
    String typed = count.replaceAll("[^0-9]", "");
    if (!typed.equals(Long.toString(plan.records())) || reason.isBlank()) {
      String mistake = reason.isBlank() ? "disposal.no-reason" : "disposal.wrong-count";
      pages.show(
          new Exchange(request, response),
          400,
          "disposals",
          "disposal",
          new DisposalPage(plan, me.name(), mistake));
      return;
    }
    disposals.approve(me.acting(RECORDS_OFFICER), id, reason.strip());
    response.sendRedirect("/disposals/" + id);
  }

  @GetMapping("/disposals/{id}/certificate.json")
  @Access(
      value = To.ROLES,
      roles = {LEGAL, RECORDS_OFFICER, AUDITOR})
  void certificate(@PathVariable String id, HttpServletResponse response)
      throws IOException, IntegrityException {
    var certificate = find(id).certificate();
    if (certificate == null) {
      throw new ArchiveException(
          Category.NOT_FOUND, "there is no certificate before everything is destroyed");
    }
    response.setContentType("application/json");
    response.setHeader("Content-Disposition", "attachment; filename=\"certificate.json\"");
    response.getOutputStream().write(certificate.toPrettyString().getBytes(StandardCharsets.UTF_8));
  }

  private DisposalDoor.Plan find(String id) throws IntegrityException {
    DisposalDoor.Plan plan = disposals.find(id);
    if (plan == null) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no disposal of this id");
    }
    return plan;
  }
}
