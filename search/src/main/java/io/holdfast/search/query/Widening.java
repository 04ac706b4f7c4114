package io.holdfast.search.query;

import io.holdfast.search.index.Joins;
import java.util.List;

/**
 * Asks for a person by all that they are known by, and for a conversation by all of its ids. Asks
 * the index; thread-safe.
 */
record Widening(Joins joins) {
  Question of(Question question) {
    return switch (question) {
      case Question.All all -> new Question.All(all.parts().stream().map(this::of).toList());
      case Question.Any any -> new Question.Any(any.parts().stream().map(this::of).toList());
      case Question.Without without -> new Question.Without(of(without.part()));
      case Question.Who who -> who(who);
      case Question.In in -> in(in);
      case Question.Everything everything -> everything;
      case Question.Phrase phrase -> phrase;
      case Question.Prefix prefix -> prefix;
      case Question.SamePerson same -> same;
      case Question.InOneOf in -> in;
      case Question.Kind kind -> kind;
      case Question.Since since -> since;
      case Question.Before before -> before;
      case Question.WithAttachment file -> file;
    };
  }

  List<String> conversations(String id) {
    return joins.conversations(id);
  }

  private Question who(Question.Who who) {
    List<String> identifiers = joins.identifiers(who.person());
    return identifiers.isEmpty()
        ? who
        : new Question.Any(List.of(who, new Question.SamePerson(who.part(), identifiers)));
  }

  private Question in(Question.In in) {
    List<String> conversations = joins.conversations(in.conversation());
    return conversations.size() < 2
        ? in
        : new Question.Any(List.of(in, new Question.InOneOf(conversations)));
  }
}
