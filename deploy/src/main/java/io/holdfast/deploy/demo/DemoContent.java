package io.holdfast.deploy.demo;

import io.holdfast.deploy.client.ApiClient;
import io.holdfast.ingest.people.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fills a server with an invented firm: people, fourteen months of webhooks, three exported chats,
 * a matter with a hold. All of it comes in over HTTP, as anybody's would. Loading twice on one day
 * changes nothing: events have the same ids, and imports and the matter are looked for first.
 */
public final class DemoContent {
  private final DemoServer server;
  private final LocalDate today;

  /** Content that ends on the day before the clock's. */
  public DemoContent(DemoServer server, Clock clock) {
    this.server = server;
    this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Loads everything; returns when it is acknowledged, while the last of it may still be on its way
   * into the index.
   *
   * @param people puts somebody into the directory, in the place of whoever has the same id
   * @param progress hears a sentence about each step
   */
  public void load(Consumer<Person> people, Consumer<String> progress) {
    Cast.EMPLOYEES.forEach(employee -> put(people, employee.person(List.of())));
    progress.accept("%d people of %s.".formatted(Cast.EMPLOYEES.size(), Cast.FIRM));
    deliver(progress);
    try (ApiClient client = new ApiClient(server.address(), server.token())) {
      importChats(client, people, progress);
      new DemoMatter(client).open(progress);
    }
  }

  private static void put(Consumer<Person> people, Person person) {
    Pause.whileBusy(
        () -> {
          people.accept(person);
          return person;
        });
  }

  private void deliver(Consumer<String> progress) {
    List<SampleMessage> messages = SampleTraffic.until(today);
    try (Webhooks webhooks = new Webhooks(server)) {
      SampleDeliveries.of(messages).forEach(webhooks::deliver);
    }
    progress.accept("%d events by webhook, signed.".formatted(messages.size()));
  }

  private void importChats(ApiClient client, Consumer<Person> people, Consumer<String> progress) {
    Map<String, List<String>> before = DemoImports.known(client);
    for (SampleExport export : new SampleExports(today).all()) {
      if (!before.containsKey(export.fileName())) {
        String id = DemoImports.upload(client, export);
        put(people, export.owner().person(List.of(id)));
        progress.accept(
            "Export \"%s\": %s.".formatted(export.fileName(), DemoImports.settled(client, id)));
      }
    }
  }
}
