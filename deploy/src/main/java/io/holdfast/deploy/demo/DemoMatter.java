package io.holdfast.deploy.demo;

import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.client.ApiClient;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
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
    String matter = MATTERS + "/" + Pause.whileBusy(() -> known().orElseGet(this::make));
    Set<Category> notYet = Set.of(Category.NOT_FOUND); // what was just sealed is read in a moment
    if (!Pause.whileBusyOr(notYet, () -> client.get(matter)).path("holds").isEmpty()) {
      return;
    }
    String person = Cast.employee("dominic").name();
    ObjectNode hold = RecordJson.mapper().createObjectNode();
    hold.putArray("people").add(person);
    place(matter + "/holds", hold);
    progress.accept("A matter, \"%s\", with a hold on %s.".formatted(NAME, person));
  }

  private Optional<String> known() {
    return StreamSupport.stream(client.get(MATTERS).path("items").spliterator(), false)
        .filter(each -> each.path("name").asString("").equals(NAME))
        .map(each -> each.path("id").asString(""))
        .findFirst();
  }

  private String make() {
    ObjectNode matter = RecordJson.mapper().createObjectNode().put("name", NAME);
    matter.put("reason", "Allocations of the Haldon bond, possible off-book agreements");
    return client.post(MATTERS, matter).path("id").asString();
  }

  /** The server knows the matter and the person only once it has read what was just sealed. */
  private void place(String path, ObjectNode hold) {
    Pause.whileBusyOr(Set.of(Category.NOT_FOUND, Category.INVALID), () -> client.post(path, hold));
  }
}
