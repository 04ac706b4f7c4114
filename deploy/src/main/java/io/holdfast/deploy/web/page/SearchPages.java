package io.holdfast.deploy.web.page;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.SearchDoor.Question;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.reading.Filters;
import io.holdfast.deploy.web.reading.RecordedReading;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding. */
@Controller
final class SearchPages {
  private static final int HITS = 25;
  private final Pages pages;
  private final RecordedReading reading;

  SearchPages(Pages pages, RecordedReading reading) {
    this.pages = pages;
    this.reading = reading;
  }

  @GetMapping("/search")
  @Access(To.READERS)
  void search(
      @AuthenticationPrincipal Person me,
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    var address = new SearchAddress(parameters);
    var exchange = new Exchange(request, response);
    if (address.isBlank()) {
      pages.show(exchange, "search", "search", new SearchPage(address, null, null));
      return;
    }
    try {
      var question =
          new Question(
              me.reading(),
              address.query(),
              day(address.from()),
              day(address.to()),
              Filters.of(parameters),
              HITS,
              address.cursor());
      var page = new SearchPage(address, reading.search(question), null);
      pages.show(exchange, "search", "search", page);
    } catch (ArchiveException e) {
      if (e.category() != Category.INVALID) {
        throw e;
      }
      pages.show(exchange, 400, "search", "search", new SearchPage(address, null, e.getMessage()));
    }
  }

  private static @Nullable LocalDate day(String written) {
    try {
      return written.isBlank() ? null : LocalDate.parse(written.strip());
    } catch (DateTimeException e) {
      throw new ArchiveException(
          Category.INVALID, "“" + written.strip() + "” is not a day; write it as 2026-03-12", e);
    }
  }
}
