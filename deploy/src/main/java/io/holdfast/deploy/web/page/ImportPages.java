package io.holdfast.deploy.web.page;

import static io.holdfast.deploy.web.security.Role.ADMINISTRATOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.ImportDoor;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.reading.RecordedReading;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import io.holdfast.deploy.web.upload.Upload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Handing chats in. */
@Controller
final class ImportPages {
  private final Pages pages;
  private final RecordedReading reading;
  private final ImportDoor imports;
  private final Upload upload;

  ImportPages(Pages pages, RecordedReading reading, DeskDoors doors) {
    this.pages = pages;
    this.reading = reading;
    this.imports = doors.capturing().imports();
    this.upload = new Upload(imports);
  }

  @GetMapping("/imports")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    pages.show(
        new Exchange(request, response), "imports", "imports", new ImportList(imports.list()));
  }

  @PostMapping("/imports")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  void receive(
      @AuthenticationPrincipal Person me, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = upload.receive(request, asker(me), fields -> ours(request, fields));
    response.sendRedirect("/imports/" + id);
  }

  @GetMapping("/imports/{id}")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  void show(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    ImportDoor.Status status = find(id);
    List<ImportDoor.Reading> preview =
        status.state().equals("needs-decision") && me.seesContent()
            ? reading.importPreview(me.reading(), id)
            : List.of();
    pages.show(
        new Exchange(request, response), "imports", "import", new ImportPage(status, preview));
  }

  @PostMapping("/imports/{id}/decision")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER})
  void decide(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestParam Map<String, String> fields,
      HttpServletResponse response)
      throws IOException {
    find(id);
    imports.decide(asker(me), id, Upload.options(fields));
    response.sendRedirect("/imports/" + id);
  }

  private ImportDoor.Status find(String id) {
    ImportDoor.Status status = imports.find(id);
    if (status == null) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no import of this id");
    }
    return status;
  }

  private static Asker asker(Person me) {
    return me.acting(ADMINISTRATOR, LEGAL, RECORDS_OFFICER);
  }

  /** The page's token, from the header that the script sets or the form's first part. */
  private static boolean ours(HttpServletRequest request, Map<String, String> fields) {
    CsrfToken expected = new HttpSessionCsrfTokenRepository().loadToken(request);
    String sent = request.getHeader("X-CSRF-TOKEN");
    String actual = sent == null ? fields.getOrDefault("_csrf", "") : sent;
    return expected != null && matches(expected.getToken(), actual);
  }

  private static boolean matches(String expected, String masked) {
    String actual = MaskedToken.open(masked, expected.getBytes(StandardCharsets.UTF_8).length);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }
}
