package io.holdfast.search.query;

import java.time.Instant;
import java.util.List;

/** What a reviewer asks, after it was read. */
sealed interface Question {
  /** Everything. */
  record Everything() implements Question {}

  /** All of them. */
  record All(List<Question> parts) implements Question {}

  /** At least one of them. */
  record Any(List<Question> parts) implements Question {}

  /** What does not match. */
  record Without(Question part) implements Question {}

  /** A word, or several words in this order, wherever a person could read them. */
  record Phrase(String words) implements Question {}

  /** Words that begin like this. */
  record Prefix(String beginning) implements Question {}

  /** Somebody who sent it, received it, or either. */
  record Who(Part part, String person) implements Question {
    /** Which side of a message. */
    enum Part {
      FROM,
      TO,
      EITHER
    }
  }

  /** A conversation by its id or by words of its name. */
  record In(String conversation) implements Question {}

  /**
   * One person by all that they are known by.
   *
   * @param identifiers comparable numbers and user ids
   */
  record SamePerson(Who.Part part, List<String> identifiers) implements Question {}

  /** One conversation by all ids that it is known by. */
  record InOneOf(List<String> conversations) implements Question {}

  /** A kind of record, or a type of content. */
  record Kind(String code) implements Question {}

  /** Sent at that time or later. */
  record Since(Instant time) implements Question {}

  /** Sent before that time. */
  record Before(Instant time) implements Question {}

  /** With a file. */
  record WithAttachment() implements Question {}
}
