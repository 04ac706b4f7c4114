package io.holdfast.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.search.query.Question.All;
import io.holdfast.search.query.Question.Any;
import io.holdfast.search.query.Question.Everything;
import io.holdfast.search.query.Question.Phrase;
import io.holdfast.search.query.Question.Prefix;
import io.holdfast.search.query.Question.Who;
import io.holdfast.search.query.Question.Without;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParserTest {
  @Test
  void sideBySideBindsTighterThanOr() {
    assertThat(read("a b OR c"))
        .isEqualTo(
            new Any(List.of(new All(List.of(new Phrase("a"), new Phrase("b"))), new Phrase("c"))));
    assertThat(read("a (b OR c)"))
        .isEqualTo(
            new All(List.of(new Phrase("a"), new Any(List.of(new Phrase("b"), new Phrase("c"))))));
  }

  @Test
  void quotesMinusAndStar() {
    assertThat(read("\"off the record\" -lunch -(x y) del*"))
        .isEqualTo(
            new All(
                List.of(
                    new Phrase("off the record"),
                    new Without(new Phrase("lunch")),
                    new Without(new All(List.of(new Phrase("x"), new Phrase("y")))),
                    new Prefix("del"))));
  }

  @Test
  void fieldsTakeAWordOrAPhrase() {
    assertThat(read("from:\"Ada Byron\" TO:+447700900456 with:grace in:talk"))
        .isEqualTo(
            new All(
                List.of(
                    new Who(Who.Part.FROM, "Ada Byron"),
                    new Who(Who.Part.TO, "+447700900456"),
                    new Who(Who.Part.EITHER, "grace"),
                    new Question.In("talk"))));
    assertThat(read("after:2026-07 before:2026-07-31"))
        .isEqualTo(
            new All(
                List.of(
                    new Question.Since(Instant.parse("2026-07-01T00:00:00Z")),
                    new Question.Before(Instant.parse("2026-07-31T00:00:00Z")))));
  }

  @Test
  void aColonElsewhereIsPartOfAWord() {
    assertThat(read("https://example.com/x?y=1"))
        .isEqualTo(new Phrase("https://example.com/x?y=1"));
    assertThat(read("well-known")).isEqualTo(new Phrase("well-known"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "OR", "OR OR", "()", ")(", "-", "!!!", "\"", "AND", "- OR -"})
  void whatSaysNothingAsksForEverything(String query) {
    assertThat(read(query)).isEqualTo(new Everything());
  }

  @ParameterizedTest
  @CsvSource({
    "kind:nonsense, 0, there is no kind",
    "a before:tomorrow, 2, needs a date",
    "after:2026-02-30, 0, needs a date",
    "has:wings, 0, knows only",
    "x from:, 2, needs something",
    "a*, 0, at least two",
  })
  void aProblemSaysWhereAndWhy(String query, int position, String words) {
    assertThat(ArchiveSearch.check(query))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.position()).isEqualTo(position);
              assertThat(problem.words()).contains(words);
            });
  }

  @Test
  void depthLengthAndNumberAreLimited() {
    assertThat(ArchiveSearch.check("(".repeat(100) + "a")).isPresent();
    assertThat(ArchiveSearch.check("-".repeat(199) + "a")).isPresent();
    assertThat(ArchiveSearch.check("a ".repeat(300))).isPresent();
    assertThat(ArchiveSearch.check("a".repeat(5_000))).isPresent();
  }

  @Property(tries = 2_000, seed = "20261122")
  void noTextThrows(@ForAll String query) {
    assertThat(QueryParser.read(query)).isNotNull();
  }

  @Property(tries = 5_000, seed = "20261122")
  void noTangleOfOurOwnMarksThrows(
      @ForAll
          @Chars({'(', ')', '-', '"', '*', ':', ' ', 'O', 'R', 'a', '\ud83d', '0'})
          @StringLength(max = 40)
          String query) {
    assertThat(QueryParser.read("from:" + query)).isNotNull();
    assertThat(QueryParser.read(query)).isNotNull();
  }

  private static Question read(String query) {
    return switch (QueryParser.read(query)) {
      case ReadQuery.Right right -> right.question();
      case ReadQuery.Wrong wrong -> throw new AssertionError(wrong.problem().words());
    };
  }
}
