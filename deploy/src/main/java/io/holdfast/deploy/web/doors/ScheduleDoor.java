package io.holdfast.deploy.web.doors;

import io.holdfast.archive.IntegrityException;
import tools.jackson.databind.JsonNode;

/**
 * The retention schedule, in the JSON form of records management. Thread-safe; blocks.
 *
 * <p>Throws IntegrityException when the ledger cannot be believed.
 */
public interface ScheduleDoor {
  /** The version in force. */
  JsonNode inForce() throws IntegrityException;

  /** A new version; returns what is in force once it is sealed. */
  JsonNode replace(Asker asker, JsonNode schedule) throws IntegrityException;
}
