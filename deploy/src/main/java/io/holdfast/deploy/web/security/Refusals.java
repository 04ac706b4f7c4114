package io.holdfast.deploy.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** How somebody who may not is told so: programs by a problem detail, people by a page. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (Problem.wanted(request)) {
      Problem.of(
              401,
              "You are not signed in",
              "Send a token that is still valid: Authorization: Bearer hf_…")
          .send(response);
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", "/sign-in");
      response.setStatus(401);
    } else {
      response.sendRedirect("/sign-in" + next(request));
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    boolean nothingHere = request.getAttribute(AccessGate.NOTHING_HERE) != null;
    int status = nothingHere && !(why instanceof CsrfException) ? 404 : 403;
    if (!Problem.wanted(request)) {
      response.sendError(status);
    } else if (status == 404) {
      Problem.of(
              404, "There is nothing here", "No endpoint answers " + request.getMethod() + " here")
          .send(response);
    } else if (why instanceof CsrfException) {
      Problem.of(
              403,
              "This request did not come from one of our pages",
              "Send the page's token in X-CSRF-TOKEN, or use a bearer token")
          .send(response);
    } else {
      Problem.of(403, "Your role may not do this", "Ask an administrator which role may")
          .send(response);
    }
  }

  private static String next(HttpServletRequest request) {
    if (!"GET".equals(request.getMethod()) || "/".equals(request.getRequestURI())) {
      return "";
    }
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return "?next=" + URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
  }
}
