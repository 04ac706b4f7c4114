package io.holdfast.deploy.demo;

import io.holdfast.archive.record.RecordJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Packs events into bodies as the platform sends them: a few at a time, oldest first. */
final class SampleDeliveries {
  private static final int EVENTS = 5;

  private SampleDeliveries() {}

  static List<byte[]> of(List<SampleMessage> messages) {
    var bodies = new ArrayList<byte[]>();
    for (int from = 0; from < messages.size(); from += EVENTS) {
      bodies.add(body(messages.subList(from, Math.min(messages.size(), from + EVENTS))));
    }
    return bodies;
  }

  private static byte[] body(List<SampleMessage> messages) {
    ObjectNode root = RecordJson.mapper().createObjectNode();
    root.put("object", "whatsapp_business_account");
    ObjectNode entry = root.putArray("entry").addObject().put("id", Cast.BUSINESS_ACCOUNT);
    ArrayNode changes = entry.putArray("changes");
    messages.forEach(message -> change(changes.addObject(), message));
    return RecordJson.mapper().writeValueAsBytes(root);
  }

  private static void change(ObjectNode change, SampleMessage message) {
    ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", message.pair().employee().phone())
        .put("phone_number_id", message.pair().employee().account());
    Counterparty other = message.pair().counterparty();
    ObjectNode contact = value.putArray("contacts").addObject();
    contact.putObject("profile").put("name", other.name());
    contact.put("wa_id", other.phone()).put("user_id", other.userId());
    value.putArray(message.list()).add(message.json());
    change.put("field", message.field());
  }
}
