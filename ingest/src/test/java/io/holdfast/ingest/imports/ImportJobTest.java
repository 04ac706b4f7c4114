package io.holdfast.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.export.ExportOverlap;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.imports.ImportJob.Hints;
import io.holdfast.ingest.imports.ImportJob.State;
import io.holdfast.ingest.imports.ImportJob.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is kept of an import, and that each step changes what it says and nothing else. */
class ImportJobTest {
  private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
  private static final Instant END = Instant.parse("2026-06-01T08:05:00Z");

  private static ImportJob job() {
    return ImportJob.begin("0a", "chat.zip", "officer", START)
        .with(State.ARCHIVING)
        .withStaged(1200, Sha256.of(Bytes.utf8("one")), Bytes.utf8("wrapped"))
        .withWanted(new Wanted("Europe/London", "dmy", "Owen", "chat.txt", Hints.NONE))
        .withPreview(preview("whatsapp:one"))
        .withEarlier(List.of(earlier("0b")))
        .withProgress(3, 1)
        .finished(State.FAILED, START, "the spool is behind")
        .withFailureCode("code-one");
  }

  static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of(Set.of("state"), job().with(State.DONE)),
        Arguments.of(
            Set.of("size", "sha256", "staged"),
            job().withStaged(7, Sha256.of(Bytes.utf8("two")), Bytes.utf8("anew"))),
        Arguments.of(Set.of("wanted"), job().withWanted(Wanted.NOTHING)),
        Arguments.of(Set.of("preview"), job().withPreview(preview("whatsapp:two"))),
        Arguments.of(Set.of("earlier"), job().withEarlier(List.of())),
        Arguments.of(Set.of("slices", "handedOver"), job().withProgress(9, 8)),
        Arguments.of(
            Set.of("state", "finishedAt", "failure", "failureCode"),
            job().finished(State.DONE, END, null)),
        Arguments.of(Set.of("failureCode"), job().withFailureCode("code-two")));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepChangesWhatItSaysAndNothingElse(Set<String> members, ImportJob after) {
    JsonNode old = tree(job());
    JsonNode now = tree(after);
    var names = new TreeSet<>(old.propertyNames());
    names.addAll(now.propertyNames());

    assertThat(names.stream().filter(name -> !old.path(name).equals(now.path(name))))
        .containsExactlyInAnyOrderElementsOf(members);
  }

  @Test
  void whatIsKeptIsReadAgain() {
    String kept = RecordJson.mapper().writeValueAsString(job());

    assertThat(RecordJson.mapper().readValue(kept, ImportJob.class)).isEqualTo(job());
    assertThat(tree(job()).propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "fileName",
            "person",
            "state",
            "startedAt",
            "wanted",
            "size",
            "sha256",
            "staged",
            "preview",
            "earlier",
            "slices",
            "handedOver",
            "finishedAt",
            "failure",
            "failureCode");
  }

  private static JsonNode tree(ImportJob job) {
    return RecordJson.mapper().readTree(RecordJson.mapper().writeValueAsBytes(job));
  }

  private static EarlierImport earlier(String id) {
    var span = new ExportOverlap.Span(4, "2026-01-31T18:12", "2026-02-01T09:00");
    return new EarlierImport(
        id,
        "before.zip",
        START,
        new ExportOverlap("joined", "They join.", 2, null, null, 0, 0, span, span));
  }

  private static ExportPreview preview(String conversation) {
    return new ExportPreview(
        "chat.txt",
        "android",
        "en",
        new ExportPreview.DateOrderReport("dmy", "values", "certain", null),
        "plain",
        "dash",
        conversation,
        "A chat",
        4,
        3,
        1,
        0,
        new ExportPreview.Attachments(0, 0, 0, 0),
        List.of(),
        "2026-01-31T18:12",
        "2026-02-01T09:00",
        0,
        0,
        0,
        false,
        Map.of(),
        null);
  }
}
