package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.doors.StatusDoor.Freshness;
import io.holdfast.deploy.web.security.Person;
import io.holdfast.deploy.web.security.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What stands round every page.
 *
 * @param section the navigation entry that is current
 * @param fresh absent when it could not be asked
 */
public record Frame(
    Words words,
    Person me,
    Installation place,
    @Nullable Freshness fresh,
    CsrfToken csrf,
    String section) {

  /** An entry of the navigation. */
  public record Entry(String section, String path, String icon, boolean first) {}

  /** A heading of the navigation with its entries. */
  public record Group(String title, List<Entry> entries) {}

  /** The text of a key. */
  public String say(String key, Object... arguments) {
    return words.say(key, arguments);
  }

  /** A count, grouped. */
  public String number(long count) {
    return words.number(count);
  }

  /** Whether this person has one of these roles, by their codes. */
  public boolean is(String... codes) {
    return Arrays.stream(codes).map(Role::of).anyMatch(me.roles()::contains);
  }

  /** The roles of this person in words. */
  public String roles() {
    return me.roles().stream()
        .map(role -> say("role." + role.code()))
        .collect(Collectors.joining(", "));
  }

  /** Up to two letters that stand for a name. */
  public String initials(String name) {
    String letters =
        Arrays.stream(name.strip().split("[\\s._@-]+"))
            .filter(part -> !part.isEmpty() && Character.isLetter(part.codePointAt(0)))
            .limit(2)
            .map(part -> new String(Character.toChars(part.codePointAt(0))))
            .collect(Collectors.joining());
    return letters.isEmpty() ? "?" : letters.toUpperCase(Locale.ROOT);
  }

  /** The entries this person may open; nothing else is shown. */
  public List<Group> navigation() {
    var groups = new ArrayList<Group>();
    if (me.seesContent()) {
      groups.add(
          new Group(
              "nav.read",
              List.of(
                  new Entry("search", "/search", "search", true),
                  new Entry("conversations", "/conversations", "chat", true))));
    }
    if (is("legal", "records-officer", "auditor")) {
      groups.add(
          new Group(
              "nav.keep",
              List.of(
                  new Entry("matters", "/matters", "matter", true),
                  new Entry("disposals", "/disposals", "disposal", true))));
    }
    var capture = new ArrayList<Entry>();
    if (is("administrator", "legal", "records-officer")) {
      capture.add(new Entry("imports", "/imports", "import", true));
    }
    if (is("administrator", "legal", "records-officer", "auditor")) {
      capture.add(new Entry("people", "/people", "people", false));
    }
    capture.add(new Entry("status", "/status", "status", true));
    groups.add(new Group("nav.capture", capture));
    return groups;
  }
}
