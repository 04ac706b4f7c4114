package io.holdfast.deploy.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at the account again on every request of a session, so that a closed account or a role
 * taken away counts at once and not at the next sign-in.
 */
final class StandingFilter extends OncePerRequestFilter {
  private final Accounts accounts;

  StandingFilter(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Person person = AccessGate.person(SecurityContextHolder.getContext().getAuthentication());
    if (person != null) {
      var context = SecurityContextHolder.createEmptyContext();
      Optional<Person> current = accounts.current(person.name());
      current.ifPresent(known -> context.setAuthentication(AccountSignIn.signedIn(known)));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }
}
