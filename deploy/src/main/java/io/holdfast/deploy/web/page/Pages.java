package io.holdfast.deploy.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.doors.StatusDoor.Freshness;
import io.holdfast.deploy.web.security.AccessPerson;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.csrf.CsrfToken;

/** Renders the pages from templates that were compiled with the program. Thread-safe. */
final class Pages {
  private static final Logger log = LoggerFactory.getLogger(Pages.class);

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final DeskDoors doors;
  private final Installation place;

  Pages(DeskDoors doors, Installation place) {
    this.doors = doors;
    this.place = place;
  }

  /** One answer that is being made. */
  record Exchange(HttpServletRequest request, HttpServletResponse response) {}

  Installation place() {
    return place;
  }

  /** Shows a page in its frame. */
  void show(Exchange exchange, String section, String template, Object page) throws IOException {
    show(exchange, 200, section, template, page);
  }

  void show(Exchange exchange, int status, String section, String template, Object page)
      throws IOException {
    Person me = AccessPerson.of(exchange.request());
    if (me == null) {
      bare(exchange, status, template, page);
      return;
    }
    var frame =
        new Frame(words(exchange), me, place, freshness(), csrf(exchange.request()), section);
    render(exchange, status, template, Map.of("f", frame, "page", page));
  }

  /** Shows a page without the frame, to somebody who is not signed in. */
  void bare(Exchange exchange, int status, String template, Object page) throws IOException {
    render(
        exchange,
        status,
        "outside/" + template,
        Map.of(
            "w", words(exchange), "place", place, "csrf", csrf(exchange.request()), "page", page));
  }

  /** Whether a request came so far that a page can answer it. */
  boolean canShow(Exchange exchange) {
    return exchange.request().getAttribute(CsrfToken.class.getName()) instanceof CsrfToken;
  }

  Words words(Exchange exchange) {
    return new Words(exchange.request().getLocale(), place.zone());
  }

  private void render(
      Exchange exchange, int status, String template, Map<String, Object> parameters)
      throws IOException {
    var output = new StringOutput();
    engine.render(template + ".jte", new HashMap<>(parameters), output);
    byte[] html = output.toString().getBytes(StandardCharsets.UTF_8);
    HttpServletResponse response = exchange.response();
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept-Language");
    response.setContentLength(html.length);
    response.getOutputStream().write(html);
  }

  private @Nullable Freshness freshness() {
    try {
      return doors.status().freshness();
    } catch (RuntimeException e) {
      log.warn("how far search has come cannot be asked: {}", LoggedTrouble.words(e));
      return null;
    }
  }

  private static CsrfToken csrf(HttpServletRequest request) {
    if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
      return token;
    }
    throw new IllegalStateException("every page goes through the session chain");
  }
}
