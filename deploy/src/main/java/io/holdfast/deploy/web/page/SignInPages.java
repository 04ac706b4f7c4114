package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door of the desk. */
@Controller
final class SignInPages {
  private final Pages pages;

  SignInPages(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/sign-in")
  @Access(To.EVERYBODY)
  void signIn(
      @RequestParam(required = false) @Nullable Integer left,
      @RequestParam(required = false) @Nullable String paused,
      @RequestParam(required = false) @Nullable String next,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    pages.bare(
        new Exchange(request, response),
        200,
        "sign-in",
        new SignIn(left == null ? -1 : left, paused != null, next == null ? "" : next));
  }

  @GetMapping("/")
  @Access(To.SIGNED_IN)
  void home(@AuthenticationPrincipal Person me, HttpServletResponse response) throws IOException {
    response.sendRedirect(me.seesContent() ? "/search" : "/status");
  }
}
