package io.holdfast.search.conversation;

import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.Joins;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.query.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Conversations in their order, as the index has them. Thread-safe; blocks; throws UNAVAILABLE when
 * the index does not answer in full.
 */
public final class Conversations {
  private final SearchEngine engine;

  /** Conversations on the given engine. */
  public Conversations(SearchEngine engine) {
    this.engine = engine;
  }

  /** Part of a conversation; nothing when there is none of that id within the scope. */
  public Optional<ConversationPage> page(ConversationRequest request) {
    List<String> ids = new Joins(engine).conversations(request.conversation());
    var index = new ConversationIndex(engine, ids, request.scope());
    PageWindow window = PageWindow.of(index, request);
    List<Entry> entries = new EntryFold(index, window).entries();
    if (entries.isEmpty() && window.total() == 0) {
      return Optional.empty();
    }
    List<Conversation> shown =
        entries.reversed().stream()
            .map(entry -> entry.shown().record().conversation())
            .filter(Objects::nonNull)
            .toList();
    return Optional.of(
        new ConversationPage(
            request.conversation(),
            shown.stream().map(Conversation::type).findFirst().orElse("unknown"),
            shown.stream().map(Conversation::name).filter(Objects::nonNull).findFirst(),
            participants(index, entries),
            entries,
            window.total(),
            window.before(),
            window.after()));
  }

  /**
   * Conversations with the latest first; the list ends after 10,000.
   *
   * @param size 1 to 200
   */
  public ConversationList list(Scope scope, int size, Optional<String> cursor) {
    return new ConversationLister(engine, scope).list(size, cursor);
  }

  private static List<Participant> participants(ConversationIndex index, List<Entry> entries) {
    var participants = new ArrayList<Participant>();
    var known = new HashSet<String>();
    for (JsonNode sender : index.senders()) {
      JsonNode party = sender.at("/latest/hits/hits/0/_source/record/sender");
      if (party.isObject()) {
        Party somebody = RecordJson.mapper().treeToValue(party, Party.class);
        if (isNew(somebody, known)) {
          participants.add(new Participant(somebody, sender.path("doc_count").asLong(0)));
        }
      }
    }
    for (Entry entry : entries) {
      for (Party recipient : entry.shown().record().recipients()) {
        if (isNew(recipient, known)) {
          participants.add(new Participant(recipient, 0));
        }
      }
    }
    return participants;
  }

  /** Whoever is known by a number or a user id already is nobody new; by a name only as a last. */
  private static boolean isNew(Party party, Set<String> known) {
    List<String> keys =
        Stream.of(party.address(), party.userId()).filter(Objects::nonNull).toList();
    if (keys.isEmpty()) {
      return party.name() != null && known.add(party.name());
    }
    boolean fresh = keys.stream().noneMatch(known::contains);
    known.addAll(keys);
    return fresh;
  }
}
