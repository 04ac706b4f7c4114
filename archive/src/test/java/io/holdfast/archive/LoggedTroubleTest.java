package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException.Category;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoggedTroubleTest {
  private static final String CONTENT = "see you at eight";

  @Test
  void ourOwnWordsAreTold() {
    assertThat(LoggedTrouble.words(new IntegrityException("segment s1 is missing")))
        .isEqualTo("segment s1 is missing");
    assertThat(
            LoggedTrouble.words(new ArchiveException(Category.UNAVAILABLE, "the spool is behind")))
        .isEqualTo("the spool is behind");
  }

  @Test
  void wordsOfOthersAreNotTold() {
    var foreign = new IllegalStateException("cannot read \"" + CONTENT + "\"");

    assertThat(LoggedTrouble.words(foreign))
        .startsWith("java.lang.IllegalStateException at ")
        .contains("LoggedTroubleTest.wordsOfOthersAreNotTold")
        .doesNotContain(CONTENT);
    assertThat(LoggedTrouble.whole(foreign))
        .startsWith("java.lang.IllegalStateException at ")
        .contains("LoggedTroubleTest.wordsOfOthersAreNotTold")
        .doesNotContain(CONTENT);
  }

  @Test
  void whatIsSaidOfInputIsNotTold() {
    var refused = new ArchiveException(Category.INVALID, "'" + CONTENT + "' is no date");

    assertThat(LoggedTrouble.words(refused)).startsWith("INVALID at ").doesNotContain(CONTENT);
    assertThat(LoggedTrouble.whole(refused)).startsWith("INVALID at ").doesNotContain(CONTENT);
  }

  @Test
  void causesAreTold() {
    var trouble =
        new ArchiveException(
            Category.UNAVAILABLE, "the catalogue does not answer", new IOException(CONTENT));

    assertThat(LoggedTrouble.whole(trouble))
        .startsWith("UNAVAILABLE: the catalogue does not answer at ")
        .contains("; caused by java.io.IOException at ")
        .doesNotContain(CONTENT);
  }

  @Test
  void aCircleOfCausesEnds() {
    var first = new IllegalStateException("a");
    var second = new IllegalStateException("b", first);
    first.initCause(second);

    assertThat(LoggedTrouble.whole(first).split("; caused by ", -1)).hasSize(6);
  }
}
