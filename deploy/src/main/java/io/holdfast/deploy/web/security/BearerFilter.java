package io.holdfast.deploy.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads {@code Authorization: Bearer} and puts the person it speaks for into the request. */
final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "bearer ";
  private final Tokens tokens;

  BearerFilter(Tokens tokens) {
    this.tokens = tokens;
  }

  static boolean applies(HttpServletRequest request) {
    return token(request.getHeader("Authorization")) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = token(request.getHeader("Authorization"));
    Optional<Person> person = token == null ? Optional.empty() : tokens.find(token);
    person.ifPresent(
        known -> {
          var context = SecurityContextHolder.createEmptyContext();
          context.setAuthentication(AccountSignIn.signedIn(known));
          SecurityContextHolder.setContext(context);
        });
    chain.doFilter(request, response);
  }

  private static @Nullable String token(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
