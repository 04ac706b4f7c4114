package io.holdfast.search.index;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record says, so that two observations of one event are told from two versions of it: kind,
 * content and files. By which way it came, under which shown name and in which delivery makes no
 * difference.
 */
final class Substance {
  private static final Logger LOG = LoggerFactory.getLogger(Substance.class);
  private static final int LENGTH = 16;

  private Substance() {}

  /** Letters and digits; the same for the same substance. */
  static String of(CanonicalRecord record) {
    try {
      ObjectNode said = RecordJson.mapper().createObjectNode();
      said.put("kind", record.kind().code());
      said.set("content", RecordJson.mapper().valueToTree(record.content()));
      ArrayNode files = said.putArray("files");
      record.attachments().forEach(file -> files.add(name(file)));
      return Sha256.of(RecordJson.mapper().writeValueAsBytes(said)).hex().substring(0, LENGTH);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be told from its versions: {}", record, e.getClass().getName());
      return "v" + record.version();
    }
  }

  /** A file by its hash; by the source's id of it only where no hash is known. */
  private static String name(Attachment file) {
    String hash = file.sha256() == null ? null : file.sha256().hex();
    return Stream.of(file.declaredSha256(), hash, file.sourceId())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(file.state().code());
  }
}
