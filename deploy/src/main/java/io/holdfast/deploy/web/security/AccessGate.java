package io.holdfast.deploy.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Decides about every request by the {@link Access} of the endpoint that would answer it; the last
 * rule is no.
 */
final class AccessGate implements AuthorizationManager<RequestAuthorizationContext> {
  /** Request attribute: set when no endpoint answers this path at all. */
  static final String NOTHING_HERE = AccessGate.class.getName() + ".nothing";

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  /**
   * Asked for once: the mappings need the gate themselves, so they are not there when it is made.
   */
  private volatile List<RequestMappingHandlerMapping> known = List.of();

  AccessGate(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  private List<RequestMappingHandlerMapping> mappings() {
    if (known.isEmpty()) {
      known = mappings.stream().toList();
    }
    return known;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    Person person = person(authentication.get());
    return new AuthorizationDecision(decide(context.getRequest(), person));
  }

  private boolean decide(HttpServletRequest request, @Nullable Person person) {
    Access access;
    try {
      access = accessOf(request);
    } catch (HttpRequestMethodNotSupportedException e) {
      return person != null; // reaches no endpoint; the dispatcher answers 405
    }
    return access != null && allows(access, person);
  }

  private @Nullable Access accessOf(HttpServletRequest request)
      throws HttpRequestMethodNotSupportedException {
    if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
      ServletRequestPathUtils.parseAndCache(request);
    }
    for (RequestMappingHandlerMapping mapping : mappings()) {
      HandlerExecutionChain chain = handler(mapping, request);
      if (chain != null && chain.getHandler() instanceof HandlerMethod method) {
        return method.getMethodAnnotation(Access.class);
      }
    }
    request.setAttribute(NOTHING_HERE, true);
    return null;
  }

  private static @Nullable HandlerExecutionChain handler(
      RequestMappingHandlerMapping mapping, HttpServletRequest request)
      throws HttpRequestMethodNotSupportedException {
    try {
      return mapping.getHandler(request);
    } catch (HttpRequestMethodNotSupportedException e) {
      throw e;
    } catch (Exception e) {
      return null; // unreadable conditions, for example a media type that is none: nobody may
    }
  }

  static boolean allows(Access access, @Nullable Person person) {
    return switch (access.value()) {
      case EVERYBODY -> true;
      case SIGNED_IN -> person != null;
      case READERS -> person != null && person.seesContent();
      case ROLES -> person != null && person.isAny(access.roles());
    };
  }

  static @Nullable Person person(@Nullable Authentication authentication) {
    return authentication != null
            && authentication.isAuthenticated()
            && authentication.getPrincipal() instanceof Person person
        ? person
        : null;
  }
}
