package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.RecordJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The example deliveries as trees that can be changed. */
final class Trees {
  private Trees() {}

  /** Names of the examples that are deliveries of the platform. */
  static List<String> names() {
    return Examples.names().stream()
        .filter(name -> Examples.text(name).contains("whatsapp_business_account"))
        .toList();
  }

  static JsonNode tree(String name) {
    return RecordJson.mapper().readTree(Examples.text(name));
  }

  /** All objects inside of {@code entry}, in the order of the text. */
  static List<ObjectNode> objects(JsonNode root) {
    var objects = new ArrayList<ObjectNode>();
    collect(root.path("entry"), objects);
    return objects;
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
      object.forEach(child -> collect(child, objects));
    } else if (node instanceof ArrayNode array) {
      array.forEach(child -> collect(child, objects));
    }
  }
}
