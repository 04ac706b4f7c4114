package io.holdfast.deploy.web.doors;

import tools.jackson.databind.JsonNode;

/** The retention schedule, in the JSON form of records management. Thread-safe; blocks. */
public interface ScheduleDoor {
  /** The version in force. */
  JsonNode inForce();

  /** A new version; returns what is in force once it is sealed. */
  JsonNode replace(Asker asker, JsonNode schedule);
}
