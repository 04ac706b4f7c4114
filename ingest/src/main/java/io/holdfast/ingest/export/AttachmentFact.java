package io.holdfast.ingest.export;

import io.holdfast.archive.Sha256;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with an export.
 *
 * @param sha256 of its bytes, or null while they were not read
 * @param size bytes, or null while they were not read
 * @param mediaType by its name, or null
 * @param blob name of the stored object, or null outside the archive
 */
public record AttachmentFact(
    @Nullable Sha256 sha256,
    @Nullable Long size,
    @Nullable String mediaType,
    @Nullable String blob) {
  /** Files that are known to be there and nothing more. */
  static Map<String, AttachmentFact> present(Collection<String> names) {
    var facts = new HashMap<String, AttachmentFact>();
    for (String name : names) {
      facts.put(name, new AttachmentFact(null, null, null, null));
    }
    return facts;
  }
}
