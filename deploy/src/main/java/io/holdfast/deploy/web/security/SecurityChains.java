package io.holdfast.deploy.web.security;

import io.holdfast.archive.audit.AuditTrail;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Two chains: tokens for programs, sessions for people. One gate decides for both. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityChains {
  /** Everything from here, nothing inline, no frames, no other hosts. */
  static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(10);

  @Bean
  Looking looking(AuditTrail trail, Clock clock) {
    return new Looking(trail, clock, AUDIT_PATIENCE);
  }

  /** No timer around each of a dozen filters of each request: nobody reads them. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  AccessGate accessGate(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    return new AccessGate(mappings);
  }

  @Bean
  AccountSignIn accountSignIn(Credentials credentials, Clock clock) {
    return new AccountSignIn(credentials.accounts(), new SignInThrottle(clock));
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokenChain(HttpSecurity http, AccessGate gate, Credentials credentials)
      throws Exception {
    return gated(http, gate)
        .securityMatcher(
            request -> BearerFilter.applies(request) && request.getRequestURI().startsWith("/api/"))
        .csrf(AbstractHttpConfigurer::disable) // a browser never sends this header by itself
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new BearerFilter(credentials.tokens()), AuthorizationFilter.class)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain sessionChain(
      HttpSecurity http, AccessGate gate, AccountSignIn signIn, Credentials credentials)
      throws Exception {
    return gated(http, gate)
        // webhooks prove their origin by a signature; an upload carries its token in its first part
        .csrf(csrf -> csrf.ignoringRequestMatchers(SecurityChains::provesItselfOtherwise))
        .formLogin(
            form ->
                form.loginPage("/sign-in")
                    .successHandler((request, response, who) -> goOn(request, response))
                    .failureHandler(
                        (request, response, why) -> goBack(signIn, request, response, why)))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
        .addFilterBefore(new StandingFilter(credentials.accounts()), AuthorizationFilter.class)
        .build();
  }

  /** Every request goes past the gate; a refusal is told in the form that was asked for. */
  private static HttpSecurity gated(HttpSecurity http, AccessGate gate) throws Exception {
    var refusals = new Refusals();
    return http.requestCache(AbstractHttpConfigurer::disable)
        .headers(SecurityChains::headers)
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            rules ->
                rules
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .access(gate));
  }

  private static boolean provesItselfOtherwise(HttpServletRequest request) {
    String path = request.getRequestURI();
    String type = request.getContentType();
    return path.equals("/webhooks/whatsapp")
        || (path.equals("/imports") && type != null && type.startsWith("multipart/form-data"));
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(p -> p.policy("camera=(), microphone=(), geolocation=()"))
        .contentTypeOptions(Customizer.withDefaults());
  }

  private static void goOn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String next = request.getParameter("next");
    // only a path of our own: "//host" and "/\host" would lead away
    boolean ours = next != null && next.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");
    response.sendRedirect(ours ? next : "/");
  }

  private static void goBack(
      AccountSignIn signIn,
      HttpServletRequest request,
      HttpServletResponse response,
      AuthenticationException why)
      throws IOException {
    boolean paused = why instanceof LockedException || signIn.triesLeft(request) == 0;
    response.sendRedirect(
        paused ? "/sign-in?paused" : "/sign-in?left=" + signIn.triesLeft(request));
  }
}
