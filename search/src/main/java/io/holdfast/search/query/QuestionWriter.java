package io.holdfast.search.query;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.Addresses;
import io.holdfast.search.query.Question.Who;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a question in the search engine's words. Everything a person wrote stands as a value only.
 */
final class QuestionWriter {
  private static final List<String> READABLE =
      List.of("text", "attachmentName", "fromName", "toName", "conversationName");
  private static final List<String> WHO = List.of("fromName", "toName", "fromAddress", "toAddress");
  private static final Pattern ONE_TOKEN = Pattern.compile("[\\p{L}\\p{N}'_.]+");
  private static final Pattern IDEOGRAPH =
      Pattern.compile("[\\p{IsIdeographic}\\p{IsHiragana}\\p{IsThai}]");
  private static final int MOST_ENDINGS = 10_000;

  private QuestionWriter() {}

  static ObjectNode write(Question question) {
    return switch (question) {
      case Question.Everything everything -> object("match_all");
      case Question.All all -> bool("must", all.parts());
      case Question.Any any -> bool("should", any.parts());
      case Question.Without without -> bool("must_not", List.of(without.part()));
      case Question.Phrase phrase -> phrase(phrase.words());
      case Question.Prefix prefix -> prefix(prefix.beginning());
      case Who who -> who(who);
      case Question.In in ->
          either(
              term("conversationId", in.conversation()),
              named("conversationName", in.conversation()));
      case Question.SamePerson same -> samePerson(same);
      case Question.InOneOf in -> terms("conversationId", in.conversations());
      case Question.Kind kind ->
          either(term("kind", kind.code()), term("contentType", kind.code()));
      case Question.Since since -> range("gte", since.time().toEpochMilli());
      case Question.Before before -> range("lt", before.time().toEpochMilli());
      case Question.WithAttachment file -> exists("attachmentState");
    };
  }

  /** What narrows an answer without a say in what is marked. */
  static ArrayNode filters(Filters filters, Scope scope, Widening widening) {
    ArrayNode all = RecordJson.mapper().createArrayNode();
    if (!filters.people().isEmpty()) {
      all.add(
          either(
              filters.people().stream()
                  .map(person -> person(person, widening))
                  .toArray(ObjectNode[]::new)));
    }
    if (!filters.kinds().isEmpty()) {
      all.add(
          either(
              filters.kinds().stream()
                  .map(kind -> write(new Question.Kind(kind.toLowerCase(Locale.ROOT))))
                  .toArray(ObjectNode[]::new)));
    }
    filters.from().ifPresent(time -> all.add(write(new Question.Since(time))));
    filters.to().ifPresent(time -> all.add(write(new Question.Before(time))));
    filters
        .conversation()
        .ifPresent(id -> all.add(terms("conversationId", widening.conversations(id))));
    ScopeFilter.of(scope).ifPresent(all::add);
    return all;
  }

  private static ObjectNode person(String person, Widening widening) {
    return either(term("custodians", person), write(widening.of(new Who(Who.Part.EITHER, person))));
  }

  /** The record says who it is with; which side they are on is its direction. */
  private static ObjectNode samePerson(Question.SamePerson same) {
    ObjectNode person = terms("person", same.identifiers());
    return switch (same.part()) {
      case EITHER -> person;
      case FROM -> both(person, term("direction", "inbound"));
      case TO -> both(person, term("direction", "outbound"));
    };
  }

  private static ObjectNode both(ObjectNode one, ObjectNode other) {
    return object("bool", bool -> bool.putArray("filter").add(one).add(other));
  }

  private static ObjectNode terms(String field, List<String> values) {
    return object(
        "terms",
        terms -> {
          ArrayNode array = terms.putArray(field);
          values.forEach(array::add);
        });
  }

  private static ObjectNode who(Who who) {
    List<String> fields =
        switch (who.part()) {
          case FROM -> WHO.stream().filter(field -> field.startsWith("from")).toList();
          case TO -> WHO.stream().filter(field -> field.startsWith("to")).toList();
          case EITHER -> WHO;
        };
    return either(
        fields.stream()
            .map(
                field ->
                    field.endsWith("Address")
                        ? term(field, Addresses.normalise(who.person()))
                        : named(field, who.person()))
            .toArray(ObjectNode[]::new));
  }

  private static ObjectNode phrase(String words) {
    ObjectNode readable =
        object(
            "multi_match",
            match -> {
              match.put("query", words).put("type", "phrase");
              ArrayNode fields = match.putArray("fields");
              READABLE.forEach(fields::add);
            });
    return Addresses.isPhone(words)
        ? either(readable, who(new Who(Who.Part.EITHER, words)))
        : readable;
  }

  private static ObjectNode prefix(String beginning) {
    if (IDEOGRAPH.matcher(beginning).find()) {
      // each of these characters is a word of its own in the index
      return phrase(beginning);
    }
    boolean oneToken = ONE_TOKEN.matcher(beginning).matches();
    return either(
        READABLE.stream()
            .map(field -> oneToken ? begins(field, beginning) : endsOpen(field, beginning))
            .toArray(ObjectNode[]::new));
  }

  private static ObjectNode begins(String field, String beginning) {
    return object("prefix", prefix -> prefix.put(field, beginning.toLowerCase(Locale.ROOT)));
  }

  private static ObjectNode endsOpen(String field, String beginning) {
    return object(
        "match_phrase_prefix",
        match ->
            match.putObject(field).put("query", beginning).put("max_expansions", MOST_ENDINGS));
  }

  private static ObjectNode named(String field, String words) {
    return object("match_phrase", match -> match.put(field, words));
  }

  static ObjectNode term(String field, String value) {
    return object("term", term -> term.put(field, value));
  }

  private static ObjectNode exists(String field) {
    return object("exists", exists -> exists.put("field", field));
  }

  private static ObjectNode range(String bound, long millis) {
    return object("range", range -> range.putObject("sentAt").put(bound, millis));
  }

  static ObjectNode either(ObjectNode... questions) {
    return object(
        "bool",
        bool -> {
          ArrayNode should = bool.putArray("should");
          for (ObjectNode question : questions) {
            should.add(question);
          }
          bool.put("minimum_should_match", 1);
        });
  }

  private static ObjectNode bool(String occurrence, List<Question> parts) {
    return object(
        "bool",
        bool -> {
          ArrayNode array = bool.putArray(occurrence);
          parts.forEach(part -> array.add(write(part)));
          if (occurrence.equals("should")) {
            bool.put("minimum_should_match", 1);
          }
        });
  }

  private static ObjectNode object(String name) {
    return object(name, inside -> {});
  }

  private static ObjectNode object(String name, Consumer<ObjectNode> inside) {
    ObjectNode outer = RecordJson.mapper().createObjectNode();
    inside.accept(outer.putObject(name));
    return outer;
  }
}
