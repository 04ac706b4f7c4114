package io.holdfast.deploy.web.page;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.ConversationDoor;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.reading.Download;
import io.holdfast.deploy.web.reading.RecordedReading;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Reading in context, and the proof of what is read. */
@Controller
final class ConversationPages {
  private static final int ENTRIES = 120;
  private final Pages pages;
  private final RecordedReading reading;

  ConversationPages(Pages pages, RecordedReading reading) {
    this.pages = pages;
    this.reading = reading;
  }

  @GetMapping("/conversations")
  @Access(To.READERS)
  void list(
      @AuthenticationPrincipal Person me, HttpServletRequest request, HttpServletResponse response)
      throws IOException, IntegrityException {
    pages.show(
        new Exchange(request, response),
        "conversations",
        "conversations",
        new ConversationList(reading.conversations(me.reading(), 200)));
  }

  @GetMapping("/conversations/{id}")
  @Access(To.READERS)
  void conversation(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String around,
      @RequestParam(required = false) @Nullable String proof,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    String place = around == null || around.isBlank() ? proof : around;
    ConversationDoor.Page found = reading.conversation(me.reading(), id, place, ENTRIES);
    if (found == null) {
      throw nothing("conversation");
    }
    var exchange = new Exchange(request, response);
    String chosen = proof == null ? around : proof;
    pages.show(
        exchange,
        "conversations",
        "conversation",
        new ConversationPage(
            found,
            new Bubbles(pages.words(exchange), chosen).of(found.entries()),
            place == null ? "" : place,
            proof == null ? null : proof(me, proof)));
  }

  @GetMapping("/records/{id}")
  @Access(To.READERS)
  void record(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    ProofPanel panel = proof(me, id);
    int status =
        switch (panel) {
          case ProofPanel.Kept kept -> 200;
          case ProofPanel.Destroyed destroyed -> 410;
          case ProofPanel.Unknown unknown -> 404;
        };
    pages.show(new Exchange(request, response), status, "search", "record", panel);
  }

  @GetMapping("/records/{id}/attachments/{number}")
  @Access(To.READERS)
  void attachment(
      @AuthenticationPrincipal Person me,
      @PathVariable String id,
      @PathVariable int number,
      HttpServletResponse response)
      throws IOException, IntegrityException {
    Download.send(response, Download.kept(reading.file(me.reading(), id, number)), id, number);
  }

  @GetMapping("/records/{id}/proof.json")
  @Access(To.READERS)
  void proofFile(
      @AuthenticationPrincipal Person me, @PathVariable String id, HttpServletResponse response)
      throws IOException, IntegrityException {
    var proof = reading.proof(me.reading(), id);
    if (proof == null) {
      throw nothing("proof");
    }
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Disposition", "attachment; filename=\"proof.json\"");
    response.getOutputStream().write(proof.file().toString().getBytes(StandardCharsets.UTF_8));
  }

  private ProofPanel proof(Person me, String id) throws IntegrityException {
    return ProofPanel.of(reading.record(me.reading(), id, false), reading.proof(me.reading(), id));
  }

  private static ArchiveException nothing(String what) {
    return new ArchiveException(Category.NOT_FOUND, "there is no " + what + " of this id");
  }
}
