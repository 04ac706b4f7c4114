package io.holdfast.deploy.web.security;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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

  /** The role under which this person looks at content, for the record of it. */
  String readingRole() {
    return roles.stream()
        .filter(Role::seesContent)
        .findFirst()
        .map(Role::code)
        .orElse("none");
  }
}
