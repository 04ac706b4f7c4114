package io.holdfast.deploy.demo;

import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.client.ApiClient;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A matter with a hold on one person. */
final class DemoMatter {
  private static final String NAME = "Haldon allocation review";
  private static final String MATTERS = "/api/v1/matters";

  private final ApiClient client;

  DemoMatter(ApiClient client) {
    this.client = client;
  }

  void open(Consumer<String> progress) {
    JsonNode matters = Pause.whileBusy(() -> client.get(MATTERS)).path("items");
    boolean there =
        StreamSupport.stream(matters.spliterator(), false)
            .anyMatch(each -> each.path("name").asString("").equals(NAME));
    if (there) {
      return;
    }
    String person = Cast.employee("dominic").name();
    ObjectNode matter = RecordJson.mapper().createObjectNode().put("name", NAME);
    matter.put("reason", "Allocations of the Haldon bond, possible off-book agreements");
    String id = Pause.whileBusy(() -> client.post(MATTERS, matter)).path("id").asString();
    ObjectNode hold = RecordJson.mapper().createObjectNode();
    hold.putArray("people").add(person);
    place(MATTERS + "/" + id + "/holds", hold);
    progress.accept("A matter, \"%s\", with a hold on %s.".formatted(NAME, person));
  }

  /** The server knows the matter and the person only once it has read what was just sealed. */
  private void place(String path, ObjectNode hold) {
    Pause.whileBusyOr(Set.of(Category.NOT_FOUND, Category.INVALID), () -> client.post(path, hold));
  }
}
