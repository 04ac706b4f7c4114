package io.holdfast.deploy.web.security;

import io.holdfast.deploy.web.doors.Asker;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** Somebody who is signed in, by session or by token. */
public record Person(String name, Set<Role> roles) implements Principal {
  /** Roles in their own order, unchangeable. */
  public Person {
    var copy = EnumSet.noneOf(Role.class);
    copy.addAll(roles);
    roles = Collections.unmodifiableSet(copy);
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether this person has one of these roles. */
  public boolean isAny(Role... wanted) {
    return Arrays.stream(wanted).anyMatch(roles::contains);
  }

  /** Whether this person may see what people wrote. */
  public boolean seesContent() {
    return roles.stream().anyMatch(Role::seesContent);
  }

  /** This person in the role in which they look at content. */
  public Asker reading() {
    return as(Role::seesContent);
  }

  /** This person in the first of these roles that they have. */
  public Asker acting(Role... wanted) {
    return as(role -> Arrays.asList(wanted).contains(role));
  }

  private Asker as(Predicate<Role> wanted) {
    return new Asker(
        name, roles.stream().filter(wanted).findFirst().map(Role::code).orElse("none"));
  }
}
