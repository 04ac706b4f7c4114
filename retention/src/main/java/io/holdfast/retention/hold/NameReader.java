package io.holdfast.retention.hold;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads whom records name. Remembers the one form of what it has met: one for each run of records.
 * Not thread-safe.
 */
final class NameReader {
  private static final String TALK = "\u0000talk\u0000";

  private final Function<CanonicalRecord, List<String>> stated;
  private final Map<String, String> forms = new HashMap<>();

  NameReader(Function<CanonicalRecord, List<String>> stated) {
    this.stated = stated;
  }

  /** How a direct conversation at an account stands among the identifiers of its one person. */
  static String talk(String account, String conversation) {
    return TALK + account + '\u0000' + conversation;
  }

  /** Whether something is a conversation; its account and id stand behind. */
  static boolean isTalk(String node) {
    return node.startsWith(TALK);
  }

  /** A conversation's account. */
  static String accountOf(String talk) {
    return talk.substring(TALK.length(), talk.indexOf('\u0000', TALK.length()));
  }

  /** A conversation's id. */
  static String conversationOf(String talk) {
    return talk.substring(talk.indexOf('\u0000', TALK.length()) + 1);
  }

  Named read(CanonicalRecord record) {
    var names = new HashSet<String>();
    var together = new ArrayList<List<String>>();
    var usernames = new HashMap<String, Set<String>>();
    for (Party party : parties(record)) {
      List<String> ids = ids(party);
      names.addAll(ids);
      add(names, party.name());
      if (ids.size() > 1) {
        together.add(ids);
      }
      if (party.username() != null) {
        String username = form(party.username());
        names.add(username);
        usernames.computeIfAbsent(username, _ -> new TreeSet<>()).addAll(ids);
      }
    }
    add(names, record.source().account());
    addStated(record, names, together);
    addOwner(record, together);
    return new Named(names, together, usernames);
  }

  private static List<Party> parties(CanonicalRecord record) {
    var parties = new ArrayList<Party>();
    Stream.ofNullable(record.sender()).forEach(parties::add);
    parties.addAll(record.recipients());
    if (record.content() instanceof Content.Membership membership) {
      Stream.ofNullable(membership.actor()).forEach(parties::add);
      parties.addAll(membership.members());
    }
    return parties;
  }

  private void addStated(CanonicalRecord record, Set<String> names, List<List<String>> together) {
    var one = new ArrayList<String>();
    for (String identifier : stated.apply(record)) {
      add(one, identifier);
    }
    // whatever a sender says of himself, the firm is nobody else, or a hold on him held all of it
    one.removeAll(firms(record));
    names.addAll(one);
    Conversation conversation = record.conversation();
    if (!one.isEmpty() && conversation != null && conversation.type().equals("direct")) {
      String account = record.source().account();
      one.add(talk(account == null ? "" : account, conversation.id()));
    }
    if (one.size() > 1) {
      together.add(one);
    }
  }

  private Set<String> firms(CanonicalRecord record) {
    var firms = new TreeSet<String>();
    add(firms, record.source().account());
    parties(record).stream().filter(NameReader::isSelf).forEach(party -> firms.addAll(ids(party)));
    return firms;
  }

  private static boolean isSelf(Party party) {
    return Boolean.TRUE.equals(party.self());
  }

  /**
   * An account is one with the number that it says is the firm's own: the one that messages go to,
   * for as their sender a message of the history may name another.
   */
  private void addOwner(CanonicalRecord record, List<List<String>> together) {
    String account = record.source().account();
    var own = new TreeSet<String>();
    record.recipients().stream()
        .filter(NameReader::isSelf)
        .forEach(party -> own.addAll(ids(party)));
    if (account != null && own.size() == 1) {
      together.add(List.of(form(account), own.first()));
    }
  }

  private List<String> ids(Party party) {
    var ids = new ArrayList<String>(2);
    add(ids, party.address());
    add(ids, party.userId());
    return ids;
  }

  private void add(Collection<String> all, @Nullable String text) {
    if (text != null) {
      String form = form(text);
      if (!form.isEmpty()) {
        all.add(form);
      }
    }
  }

  private String form(String text) {
    return forms.computeIfAbsent(text, Addresses::normalise);
  }
}
