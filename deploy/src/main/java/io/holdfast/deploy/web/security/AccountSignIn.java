package io.holdfast.deploy.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks a name and a password, not too often. */
final class AccountSignIn implements AuthenticationProvider {
  private static final Logger log = LoggerFactory.getLogger(AccountSignIn.class);

  private final Accounts accounts;
  private final SignInThrottle throttle;

  AccountSignIn(Accounts accounts, SignInThrottle throttle) {
    this.accounts = accounts;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName().strip().toLowerCase(Locale.ROOT);
    String password = String.valueOf(attempt.getCredentials());
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    if (!throttle.begin(name, address)) {
      throw new LockedException("paused after too many failures");
    }
    Optional<Person> person = accounts.signIn(name, password);
    if (person.isEmpty()) {
      log.info("sign-in failed, {} tries left before a pause", throttle.triesLeft(name));
      throw new BadCredentialsException("user name and password do not match");
    }
    throttle.succeeded(name, address);
    return signedIn(person.get());
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  /** Tries left for the name in a form that was just refused. */
  int triesLeft(HttpServletRequest request) {
    String name = request.getParameter("username");
    return throttle.triesLeft(name == null ? "" : name.strip().toLowerCase(Locale.ROOT));
  }

  static Authentication signedIn(Person person) {
    return UsernamePasswordAuthenticationToken.authenticated(
        person,
        null,
        person.roles().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList());
  }
}
