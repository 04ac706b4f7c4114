package io.holdfast.deploy.web.security;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may be at the desk. */
public enum Role {
  /** Connects numbers, imports chats, watches that nothing is missed; sees no content. */
  ADMINISTRATOR(false),
  /** Searches and reads. */
  REVIEWER(true),
  /** Reads, and watches over reviewers. */
  SUPERVISOR(true),
  /** Opens matters, holds, reads. */
  LEGAL(true),
  /** Sets retention, plans and approves disposal, answers requests. */
  RECORDS_OFFICER(true),
  /** Reads everything, changes nothing. */
  AUDITOR(true);

  private final boolean content;

  Role(boolean content) {
    this.content = content;
  }

  /** Whether this role may see what people wrote. */
  public boolean seesContent() {
    return content;
  }

  /** The stable code: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of a code. */
  public static Role of(String code) {
    return Arrays.stream(values())
        .filter(role -> role.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new ArchiveException(
                    Category.INVALID,
                    "there is no role \""
                        + code
                        + "\"; the roles are "
                        + Arrays.stream(values())
                            .map(Role::code)
                            .collect(Collectors.joining(", "))));
  }

  static String join(Collection<Role> roles) {
    return roles.stream().map(Role::code).sorted().collect(Collectors.joining(","));
  }

  static Set<Role> split(String codes) {
    var roles = EnumSet.noneOf(Role.class);
    Arrays.stream(codes.split(","))
        .filter(code -> !code.isBlank())
        .map(Role::of)
        .forEach(roles::add);
    return roles;
  }
}
