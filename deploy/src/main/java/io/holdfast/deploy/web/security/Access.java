package io.holdfast.deploy.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call an endpoint. An endpoint without it is closed to everybody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {
  /** The class of people who may. */
  To value();

  /** With {@link To#ROLES}: any of these. */
  Role[] roles() default {};

  /** Classes of access. */
  enum To {
    /** Everybody, signed in or not: sign-in, assets, webhooks (which prove their origin). */
    EVERYBODY,
    /** Everybody who is signed in. */
    SIGNED_IN,
    /** Everybody whose role may see content. */
    READERS,
    /** The roles that are named. */
    ROLES
  }
}
