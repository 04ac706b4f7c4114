package io.holdfast.deploy.demo;

import io.holdfast.deploy.client.ApiClient;
import io.holdfast.deploy.client.ExportUpload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Hands sample exports in. */
final class DemoImports {
  private static final int LOOKS = 40;

  private DemoImports() {}

  /** Imports there are, by the names of their files. */
  static Map<String, List<String>> known(ApiClient client) {
    JsonNode items = Pause.whileBusy(() -> client.get("/api/v1/imports")).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .collect(
            Collectors.groupingBy(
                each -> each.path("fileName").asString(""),
                Collectors.mapping(each -> each.path("id").asString(""), Collectors.toList())));
  }

  static String upload(ApiClient client, SampleExport export) {
    var upload =
        new ExportUpload(
            export.fileName(),
            Map.of("zone", "Europe/London", "owner", export.owner().name()),
            "holdfastsample",
            export.bytes().length(),
            export.bytes()::openStream);
    return Pause.whileBusy(() -> client.upload(upload, sent -> {}));
  }

  /** In words, where an import stands once it has been looked at. */
  static String settled(ApiClient client, String id) {
    for (int look = 0; look < LOOKS; look++) {
      JsonNode status = Pause.whileBusy(() -> client.get("/api/v1/imports/" + id));
      String state = status.path("state").asString("");
      if (state.equals("needs-decision")) {
        return "stops at a question that the import page asks";
      }
      if (state.equals("failed")) {
        return "failed: " + status.path("failure").asString("");
      }
      if (!state.equals("receiving")) {
        return "taken in";
      }
      Pause.brief();
    }
    return "still being looked at";
  }
}
