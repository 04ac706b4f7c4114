package io.holdfast.deploy.demo;

import io.holdfast.deploy.demo.SampleThread.Pair;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of the sample traffic, as the platform would report it.
 *
 * @param field webhook field
 * @param list member of the field's value in which the event stands
 */
record SampleMessage(Instant at, Pair pair, String field, String list, ObjectNode json) {
  static final String INBOUND = "messages";
  static final String ECHO = "smb_message_echoes";

  /** Safe to print: no content. */
  @Override
  public String toString() {
    return "SampleMessage[" + field + " " + at + "]";
  }
}
