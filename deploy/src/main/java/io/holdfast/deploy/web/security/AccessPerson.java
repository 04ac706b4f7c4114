package io.holdfast.deploy.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Who is signed in. */
public final class AccessPerson {
  private AccessPerson() {}

  /** The person of a request; {@code null} when nobody is signed in. */
  public static @Nullable Person of(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Authentication authentication
        ? AccessGate.person(authentication)
        : null;
  }
}
