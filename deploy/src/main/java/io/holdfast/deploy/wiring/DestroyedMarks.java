package io.holdfast.deploy.wiring;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.retention.control.ControlFold;
import io.holdfast.retention.control.Disposal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Tells a catalogue that was made anew which records were destroyed: the certificates in the store
 * know, the segments no longer do.
 */
record DestroyedMarks(OpenArchive archive, ControlFold fold, Shadow shadow) {
  private static final Logger LOG = LoggerFactory.getLogger(DestroyedMarks.class);

  /** Marks what certificates list and the catalogue does not know. */
  void tellAgain() throws IntegrityException {
    for (Disposal disposal : fold.state().disposals().values()) {
      if (disposal.completion().isPresent()) {
        tellAgain(disposal.id(), disposal.completion().get().certificate());
      }
    }
  }

  private void tellAgain(String disposal, ObjectEntry object) throws IntegrityException {
    JsonNode certificate =
        RecordJson.mapper().readTree(archive.store().read(object.key(), object.sha256()).toArray());
    int told = 0;
    for (JsonNode segment : certificate.path("segments")) {
      List<String> unknown = unknown(segment);
      if (!unknown.isEmpty()) {
        shadow.markDestroyed(disposal, segment.path("object").asString(""), unknown);
        told += unknown.size();
      }
    }
    if (told > 0) {
      LOG.info("disposal {}: {} destroyed records are marked again", disposal, told);
    }
  }

  private List<String> unknown(JsonNode segment) {
    var unknown = new ArrayList<String>();
    for (JsonNode record : segment.path("records")) {
      String id = record.path("id").asString("");
      if (shadow.catalogue().destroyed(id).isEmpty()) {
        unknown.add(id);
      }
    }
    return unknown;
  }
}
