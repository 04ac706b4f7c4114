package io.holdfast.deploy.web.api;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.api.Answers.Listed;
import io.holdfast.deploy.web.doors.ConversationDoor;
import io.holdfast.deploy.web.doors.FileDoor;
import io.holdfast.deploy.web.doors.RecordDoor.Finding;
import io.holdfast.deploy.web.doors.RecordDoor.KeptRecord;
import io.holdfast.deploy.web.doors.SearchDoor;
import io.holdfast.deploy.web.doors.SearchDoor.Question;
import io.holdfast.deploy.web.reading.Download;
import io.holdfast.deploy.web.reading.Filters;
import io.holdfast.deploy.web.reading.RecordedReading;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Search, records, proofs and conversations for programs. */
@RestController
final class ReadingApi {
  private static final int MOST_HITS = 200;
  private static final int MOST_ENTRIES = 200;

  private final RecordedReading reading;

  ReadingApi(RecordedReading reading) {
    this.reading = reading;
  }

  @GetMapping("/api/v1/search")
  @Access(To.READERS)
  SearchDoor.Answer search(
      @AuthenticationPrincipal Person me,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable Integer size,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam MultiValueMap<String, String> parameters)
      throws IntegrityException {
    return reading.search(
        new Question(
            me.reading(),
            q,
            from,
            to,
            Filters.of(parameters),
            Answers.size(size, 20, MOST_HITS),
            cursor));
  }

  @GetMapping("/api/v1/records/{id}")
  @Access(To.READERS)
  ResponseEntity<KeptRecord> record(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean raw)
      throws IntegrityException {
    return switch (reading.record(me.reading(), id, raw)) {
      case Finding.Kept kept -> ResponseEntity.ok(kept.kept());
      case Finding.Destroyed destroyed -> throw new GoneException(destroyed.certificate());
      case Finding.Unknown unknown ->
          throw new ArchiveException(
              Category.NOT_FOUND, "the archive has never had a record " + unknown.id());
    };
  }

  @GetMapping("/api/v1/records/{id}/proof")
  @Access(To.READERS)
  JsonNode proof(@AuthenticationPrincipal Person me, @PathVariable String id)
      throws IntegrityException {
    var proof = reading.proof(me.reading(), id);
    if (proof != null) {
      return proof.file();
    }
    record(me, id, false); // says 410 with the certificate, or 404
    throw new ArchiveException(Category.NOT_FOUND, "there is no proof of this record");
  }

  @GetMapping("/api/v1/records/{id}/attachments/{number}")
  @Access(To.READERS)
  void attachment(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @PathVariable int number,
      HttpServletResponse response)
      throws IntegrityException, IOException {
    FileDoor.Finding found = reading.file(me.reading(), id, number);
    if (found instanceof FileDoor.Finding.Unknown) {
      record(me, id, false); // says 410 with the certificate, or 404
    }
    Download.send(response, Download.kept(found), id, number);
  }

  @GetMapping("/api/v1/conversations")
  @Access(To.READERS)
  Listed<ConversationDoor.Summary> conversations(
      @AuthenticationPrincipal Person me, @RequestParam(required = false) @Nullable Integer size)
      throws IntegrityException {
    List<ConversationDoor.Summary> found =
        reading.conversations(me.reading(), Answers.size(size, 50, MOST_ENTRIES));
    return new Listed<>(found);
  }

  @GetMapping("/api/v1/conversations/{id}")
  @Access(To.READERS)
  ConversationDoor.Page conversation(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String around,
      @RequestParam(required = false) @Nullable Integer size)
      throws IntegrityException {
    return Answers.found(
        reading.conversation(me.reading(), id, around, Answers.size(size, 100, MOST_ENTRIES)),
        "conversation");
  }
}
