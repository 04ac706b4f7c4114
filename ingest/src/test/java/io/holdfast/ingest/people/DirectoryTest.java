package io.holdfast.ingest.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DirectoryTest {
  private static final Content.Entry MARA =
      entry(
          "person-added",
          """
          {"id":"e1","name":"Mara Lind","department":"Trading","assignments":[
            {"key":"+442079460321","to":"2026-07-01T00:00:00Z"},{"key":"305512988410076"}]}\
          """);
  private static final Content.Entry OMAR =
      entry(
          "person-added",
          """
          {"id":"e2","name":"Omar Said","assignments":[
            {"key":"+442079460321","from":"2026-07-01T00:00:00Z"},{"key":"GB.42"}]}\
          """);

  private final Directory directory = Directory.fold(List.of(MARA, OMAR));

  @Test
  void aNumberBelongsToWhoeverHadItThen() {
    assertThat(directory.custodians(record("+442079460321", "2026-06-30T23:59:59Z")))
        .containsExactly("Mara Lind");
    assertThat(directory.custodians(record("+442079460321", "2026-07-01T00:00:00Z")))
        .containsExactly("Omar Said");
    assertThat(directory.custodians(record("+442079460321", null)))
        .containsExactly("Mara Lind", "Omar Said");
    assertThat(directory.custodians(record("+447700900123", null))).isEmpty();
  }

  @Test
  void aNumberIsItsOwnersInBothWaysToWriteIt() {
    var rio =
        Directory.fold(
            List.of(
                entry(
                    "person-added",
                    "{\"id\":\"e3\",\"name\":\"Rui\",\"assignments\":[{\"key\":\"+5531987654321\"}]}")));
    assertThat(rio.custodians(record("+553187654321", null))).containsExactly("Rui");
    assertThat(rio.custodians(record("+553187654322", null))).isEmpty();
  }

  @Test
  void userIdsAndAccountsCountToo() {
    var record =
        new RecordBuilder("r1", RecordKind.MESSAGE, source("305512988410076"))
            .sender(new Party(null, "GB.42", null, null, null))
            .build();
    assertThat(directory.custodians(record)).containsExactly("Omar Said", "Mara Lind");
  }

  /** The record knows somebody by an id that only other records say is of Omar's number. */
  @Test
  void aJoinedIdIsItsOwnersWhileTheNumberWas() {
    var before = byId("2026-06-30T23:59:59Z");
    var after = byId("2026-07-01T00:00:00Z");
    assertThat(directory.custodians(after)).isEmpty();
    assertThat(directory.custodians(after, DirectoryTest::joined)).containsExactly("Omar Said");
    assertThat(directory.custodians(before, DirectoryTest::joined)).containsExactly("Mara Lind");
  }

  private static Set<String> joined(Set<String> keys) {
    return keys.contains("GB.77") ? Set.of("gb.77", "+442079460321") : keys;
  }

  private static CanonicalRecord byId(String sentAt) {
    return new RecordBuilder("r1", RecordKind.MESSAGE, source("x"))
        .sentAt(Instant.parse(sentAt), "second")
        .sender(new Party(null, "GB.77", null, null, null))
        .build();
  }

  @Test
  void laterEntriesTakeThePlaceOfEarlierOnes() {
    var changed =
        directory
            .with(entry("person-changed", "{\"id\":\"e1\",\"name\":\"Mara Lind-Berg\"}"))
            .with(entry("person-removed", "{\"id\":\"e2\"}"));
    assertThat(changed.people())
        .containsExactly(new Person("e1", "Mara Lind-Berg", null, List.of()));
    assertThat(directory.people()).hasSize(2);
  }

  @Test
  void whatCannotBeReadChangesNothing() {
    for (String data :
        List.of(
            "[]",
            "{}",
            "{\"id\":\"\"}",
            "{\"id\":\"e9\"}",
            "7",
            "null",
            "{\"id\":\"e9\",\"name\":\"N\",\"assignments\":[null]}",
            "{\"id\":\"e9\",\"name\":\"N\",\"assignments\":[{}]}",
            "{\"id\":\"e9\",\"name\":\"N\",\"assignments\":[{\"key\":\"k\",\"from\":\"soon\"}]}")) {
      assertThat(directory.with(entry("person-added", data))).isSameAs(directory);
    }
    assertThat(directory.with(entry("hold-placed", "{\"id\":\"e1\"}"))).isSameAs(directory);
  }

  @Test
  void printingShowsNoNamesOrNumbers() {
    assertThat(
            directory.people().toString()
                + directory
                + directory.people().iterator().next().assignments())
        .doesNotContain("Mara", "4420");
  }

  private static CanonicalRecord record(String address, @Nullable String sentAt) {
    return new RecordBuilder("r1", RecordKind.MESSAGE, source("x"))
        .sentAt(sentAt == null ? null : Instant.parse(sentAt), "second")
        .recipient(Party.ofAddress(address))
        .build();
  }

  private static Source source(String account) {
    return new Source("whatsapp-cloud", "messages", account, null, null, null);
  }

  private static Content.Entry entry(String type, String json) {
    return new Content.Entry(type, RecordJson.mapper().readTree(json));
  }
}
