package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.RecordDoor.Finding;
import io.holdfast.deploy.web.doors.RecordDoor.KeptRecord;
import io.holdfast.deploy.web.doors.RecordDoor.Proof;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is known of one record: its proof, or what became of it. */
public sealed interface ProofPanel {
  /** The record's id. */
  String id();

  /**
   * It is kept.
   *
   * @param proof absent while it cannot be proved yet
   */
  record Kept(KeptRecord kept, @Nullable Proof proof) implements ProofPanel {
    @Override
    public String id() {
      return kept.record().id();
    }

    /** Who sent it. */
    public String sender() {
      return Bubbles.name(kept.record().sender());
    }

    /** When it was sent. */
    public @Nullable Instant at() {
      return Bubbles.at(kept.record());
    }

    /** What it says, as far as that is text. */
    public String text() {
      var content = kept.record().content();
      String text = content == null ? null : content.text();
      return text == null ? "" : text;
    }
  }

  /** It was destroyed on its day. */
  record Destroyed(String id, JsonNode certificate) implements ProofPanel {
    /** The certificate as it can be read. */
    public String shown() {
      return certificate.toPrettyString();
    }
  }

  /** The archive has never had it. */
  record Unknown(String id) implements ProofPanel {}

  /** The panel of what was found. */
  static ProofPanel of(Finding finding, @Nullable Proof proof) {
    return switch (finding) {
      case Finding.Kept kept -> new Kept(kept.kept(), proof);
      case Finding.Destroyed destroyed -> new Destroyed(destroyed.id(), destroyed.certificate());
      case Finding.Unknown unknown -> new Unknown(unknown.id());
    };
  }
}
