package io.holdfast.search.query;

import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.query.Question.Who;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the query language. Side by side means all of them and binds tighter than {@code OR};
 * {@code -} takes away, quotes keep words together, {@code *} at the end of a word stands for any
 * ending, round brackets group. Dates are UTC days; {@code after:} includes its day and {@code
 * before:} does not.
 */
final class QueryParser {
  private static final int MOST_TERMS = 200;
  private static final int DEEPEST = 20;
  private static final int LONGEST = 4_000;
  private static final Set<String> KINDS =
      Arrays.stream(RecordKind.values()).map(RecordKind::code).collect(Collectors.toSet());
  private static final Set<String> TYPES =
      Set.of(
          "text",
          "image",
          "video",
          "audio",
          "document",
          "sticker",
          "location",
          "contacts",
          "interactive",
          "poll",
          "unsupported",
          "deleted",
          "view-once",
          "button",
          "order",
          "referral",
          "system");

  private final List<QueryToken> tokens;
  private int next;

  private QueryParser(List<QueryToken> tokens) {
    this.tokens = tokens;
  }

  /** Reads a query; a query that cannot be answered says where and why. */
  static ReadQuery read(String query) {
    if (query.length() > LONGEST) {
      return new ReadQuery.Wrong(
          new QueryProblem(LONGEST, "the query is longer than " + LONGEST + " characters"));
    }
    List<QueryToken> tokens = QueryTokens.of(query);
    if (tokens.size() > MOST_TERMS) {
      return new ReadQuery.Wrong(
          new QueryProblem(
              tokens.get(MOST_TERMS).position(),
              "the query has more than " + MOST_TERMS + " terms"));
    }
    try {
      return new ReadQuery.Right(new QueryParser(tokens).everything());
    } catch (Unreadable e) {
      return new ReadQuery.Wrong(e.problem);
    }
  }

  private Question everything() throws Unreadable {
    var parts = new ArrayList<Question>();
    while (next < tokens.size()) {
      if (tokens.get(next).type() == QueryToken.Type.CLOSE) {
        // a bracket that closes nothing
        next++;
      } else {
        parts.add(any(0));
      }
    }
    return all(parts);
  }

  private Question any(int depth) throws Unreadable {
    var parts = new ArrayList<Question>();
    parts.add(sideBySide(depth));
    while (next < tokens.size() && tokens.get(next).type() == QueryToken.Type.OR) {
      next++;
      parts.add(sideBySide(depth));
    }
    // an OR without a neighbour says nothing
    var said = parts.stream().filter(part -> !(part instanceof Question.Everything)).toList();
    return switch (said.size()) {
      case 0 -> new Question.Everything();
      case 1 -> said.getFirst();
      default -> new Question.Any(said);
    };
  }

  private Question sideBySide(int depth) throws Unreadable {
    var parts = new ArrayList<Question>();
    while (next < tokens.size()
        && tokens.get(next).type() != QueryToken.Type.OR
        && tokens.get(next).type() != QueryToken.Type.CLOSE) {
      parts.add(one(depth));
    }
    return all(parts);
  }

  private static Question all(List<Question> parts) {
    var said = parts.stream().filter(part -> !(part instanceof Question.Everything)).toList();
    return switch (said.size()) {
      case 0 -> new Question.Everything();
      case 1 -> said.getFirst();
      default -> new Question.All(said);
    };
  }

  private Question one(int depth) throws Unreadable {
    QueryToken token = tokens.get(next++);
    if (depth > DEEPEST) {
      throw new Unreadable(token, "the query goes more than " + DEEPEST + " levels deep");
    }
    return switch (token.type()) {
      case NOT -> without(depth);
      case OPEN -> group(depth);
      case TERM -> term(token);
      case OR, CLOSE -> new Question.Everything();
    };
  }

  private Question without(int depth) throws Unreadable {
    if (next >= tokens.size() || tokens.get(next).type() == QueryToken.Type.CLOSE) {
      return new Question.Everything();
    }
    Question part = one(depth + 1);
    return part instanceof Question.Everything ? part : new Question.Without(part);
  }

  private Question group(int depth) throws Unreadable {
    Question inside = any(depth + 1);
    if (next < tokens.size() && tokens.get(next).type() == QueryToken.Type.CLOSE) {
      next++;
    }
    return inside;
  }

  private static Question term(QueryToken token) throws Unreadable {
    String text = token.text().strip();
    if (!token.field().isEmpty() && text.isEmpty()) {
      throw new Unreadable(token, token.field() + ": needs something after the colon");
    }
    return switch (token.field()) {
      case "from" -> new Who(Who.Part.FROM, text);
      case "to" -> new Who(Who.Part.TO, text);
      case "with" -> new Who(Who.Part.EITHER, text);
      case "in" -> new Question.In(text);
      case "kind", "type" -> kinds(token, text);
      case "before" -> new Question.Before(date(token, text));
      case "after" -> new Question.Since(date(token, text));
      case "has" -> has(token, text);
      default -> words(token, text);
    };
  }

  private static Question words(QueryToken token, String text) throws Unreadable {
    if (!token.quoted() && text.endsWith("*")) {
      String beginning = text.substring(0, text.length() - 1);
      if (beginning.codePoints().filter(Character::isLetterOrDigit).count() < 2) {
        throw new Unreadable(token, "a * needs at least two letters or digits before it");
      }
      return new Question.Prefix(beginning);
    }
    // nothing but punctuation is no word in the index either
    boolean says = text.codePoints().anyMatch(QueryParser::canBeFound);
    return says ? new Question.Phrase(text) : new Question.Everything();
  }

  private static boolean canBeFound(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.OTHER_SYMBOL;
  }

  private static Question kinds(QueryToken token, String text) throws Unreadable {
    var kinds = new ArrayList<Question>();
    for (String code : text.toLowerCase(Locale.ROOT).split(",")) {
      if (!KINDS.contains(code) && !TYPES.contains(code)) {
        throw new Unreadable(
            token,
            "there is no kind '" + code + "'; try message, edit, call, gap, image, document");
      }
      kinds.add(new Question.Kind(code));
    }
    if (kinds.isEmpty()) {
      throw new Unreadable(token, "kind: needs a kind after the colon");
    }
    return new Question.Any(kinds);
  }

  private static Question has(QueryToken token, String text) throws Unreadable {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "attachment", "attachments", "file" -> new Question.WithAttachment();
      default -> throw new Unreadable(token, "has: knows only has:attachment");
    };
  }

  private static Instant date(QueryToken token, String text) throws Unreadable {
    try {
      return switch (text.length()) {
        case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        case 10 -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        default -> Instant.parse(text.toUpperCase(Locale.ROOT));
      };
    } catch (DateTimeException e) {
      throw new Unreadable(
          token,
          token.field() + ": needs a date such as 2026-07-31, 2026-07 or 2026-07-31T12:00:00Z");
    }
  }

  /** Stops reading; never leaves this class. */
  private static final class Unreadable extends Exception {
    private final transient QueryProblem problem;

    Unreadable(QueryToken token, String words) {
      super(words, null, false, false);
      this.problem = new QueryProblem(token.position(), words);
    }
  }
}
