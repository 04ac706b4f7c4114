package io.holdfast.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.deploy.client.StubServer;
import io.holdfast.deploy.client.StubServer.Asked;
import io.holdfast.deploy.settings.Secret;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.people.Person;
import io.holdfast.ingest.whatsapp.CloudNormalizer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoContentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void trafficIsUnderstoodToTheLastEvent() {
    List<CanonicalRecord> records = records();
    assertThat(records).noneMatch(each -> each.kind() == RecordKind.UNRECOGNISED);
    assertThat(records)
        .filteredOn(each -> each.kind() == RecordKind.MESSAGE)
        .hasSizeBetween(200, 400);
    assertThat(records.stream().map(CanonicalRecord::kind).distinct())
        .contains(
            RecordKind.MESSAGE,
            RecordKind.EDIT,
            RecordKind.DELETION,
            RecordKind.REACTION,
            RecordKind.RECEIPT,
            RecordKind.GAP);
    assertThat(records).flatExtracting(CanonicalRecord::warnings).isEmpty();
    assertThat(records.stream().map(CanonicalRecord::id).distinct()).hasSameSizeAs(records);
    assertThat(records)
        .allMatch(each -> each.sentAt() == null || each.sentAt().isBefore(CLOCK.instant()));
  }

  @Test
  void trafficIsTheSameOnTheSameDay() {
    assertThat(SampleDeliveries.of(SampleTraffic.until(TODAY)))
        .containsExactlyElementsOf(SampleDeliveries.of(SampleTraffic.until(TODAY)));
  }

  @Test
  void everyFileOfAMessageIsAtTheSamplePlatform() {
    List<Attachment> files =
        records().stream().flatMap(each -> each.attachments().stream()).toList();

    assertThat(files).hasSizeGreaterThan(10);
    for (Attachment file : files) {
      var found = SampleFiles.find(Objects.requireNonNull(file.sourceId())).orElseThrow();
      assertThat(found.type()).isEqualTo(file.mediaType());
      assertThat(Sha256.of(found.bytes()).hex()).isEqualTo(file.declaredSha256());
    }
  }

  @Test
  void exportsAreReadAndOneIsUndecided() throws IOException {
    var previews = new ArrayList<ExportPreview>();
    for (SampleExport export : new SampleExports(TODAY).all()) {
      Path file = Files.write(folder.resolve(export.fileName()), export.bytes().toArray());
      try (ExportFile read = ExportFile.open(file)) {
        previews.add(read.preview(ExportOptions.standard().withOwner(export.owner().name())));
      }
    }
    assertThat(previews)
        .extracting(ExportPreview::needsDecision)
        .containsExactly(false, false, true);
    assertThat(previews).allMatch(each -> each.unrecognised() == 0 && each.inversions() == 0);
    assertThat(previews).allMatch(each -> each.participants().stream().anyMatch(p -> p.self()));
    assertThat(previews.get(1).attachments()).isEqualTo(new ExportPreview.Attachments(3, 0, 0, 0));
    assertThat(previews.get(1).system()).isEqualTo(2);
    assertThat(previews.get(1).language()).isEqualTo("de");
  }

  @Test
  void everythingComesInThroughThePublicDoors() throws IOException {
    try (StubServer server = new StubServer()) {
      prepare(server);
      var people = new ArrayList<Person>();
      var said = new ArrayList<String>();
      content(server).load(people::add, said::add);
      assertThat(people).hasSize(9);
      assertThat(people.getLast().assignments()).anyMatch(each -> each.key().equals("i1"));
      assertThat(said).hasSize(6).last().asString().contains("Dominic Achebe");
      assertThat(server.asked())
          .filteredOn(each -> each.path().equals("/webhooks/whatsapp"))
          .hasSizeGreaterThan(50)
          .allMatch(DemoContentTest::isSigned);
      assertThat(server.asked()).filteredOn(each -> each.path().endsWith("/m1/holds")).hasSize(2);
    }
  }

  @Test
  void whatIsThereIsNotMadeAgain() throws IOException {
    try (StubServer server = new StubServer()) {
      String names =
          new SampleExports(TODAY)
              .all().stream()
                  .map(each -> "{\"id\":\"i\",\"fileName\":\"%s\"}".formatted(each.fileName()))
                  .collect(Collectors.joining(","));
      server
          .on("POST /webhooks/whatsapp", 200, "")
          .on("GET /api/v1/imports", 200, "{\"items\":[" + names + "]}")
          .on(
              "GET /api/v1/matters",
              200,
              "{\"items\":[{\"id\":\"m0\",\"name\":\"Haldon allocation review\"}]}")
          .on("GET /api/v1/matters/m0", 200, "{\"holds\":[{\"id\":\"h0\"}]}");
      content(server).load(person -> {}, sentence -> {});
      assertThat(server.asked())
          .filteredOn(each -> each.method().equals("POST"))
          .allMatch(each -> each.path().equals("/webhooks/whatsapp"));
    }
  }

  private static void prepare(StubServer server) {
    server
        .on("POST /webhooks/whatsapp", 503, "")
        .on("POST /webhooks/whatsapp", 200, "")
        .on("GET /api/v1/imports", 200, "{\"items\":[]}")
        .on("POST /api/v1/imports", 202, "{\"id\":\"i1\"}")
        .on("GET /api/v1/imports/i1", 200, "{\"state\":\"archiving\"}")
        .on("GET /api/v1/matters", 200, "{\"items\":[]}")
        .on("POST /api/v1/matters", 201, "{\"id\":\"m1\"}")
        .on("GET /api/v1/matters/m1", 404, "{\"title\":\"not yet\"}")
        .on("GET /api/v1/matters/m1", 200, "{\"id\":\"m1\",\"holds\":[]}")
        .on("POST /api/v1/matters/m1/holds", 404, "{\"title\":\"not yet\"}")
        .on("POST /api/v1/matters/m1/holds", 201, "{\"id\":\"h1\"}");
  }

  private static DemoContent content(StubServer server) {
    return new DemoContent(
        new DemoServer(
            URI.create(server.url()), Secret.of("demo-secret"), Secret.of(StubServer.TOKEN)),
        CLOCK);
  }

  private static boolean isSigned(Asked asked) {
    List<String> signature = asked.headers().getOrDefault("X-hub-signature-256", List.of());
    return signature.size() == 1 && signature.getFirst().matches("sha256=[0-9a-f]{64}");
  }

  private static List<CanonicalRecord> records() {
    var normalizer = new CloudNormalizer(RecordIdentity.published());
    return SampleDeliveries.of(SampleTraffic.until(TODAY)).stream()
        .flatMap(body -> normalizer.read(Bytes.wrap(body)).stream())
        .filter(each -> each.kind() != RecordKind.DELIVERY)
        .toList();
  }
}
