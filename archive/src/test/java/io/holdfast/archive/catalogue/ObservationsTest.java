package io.holdfast.archive.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class ObservationsTest {
  private static final StreamId STREAM = TestCycles.CAPTURES;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> TALK =
      List.of("Are you at the harbour?", "ok", "The crane leaves at nine", "👍", "See you");

  private final DataSource database = TestPostgres.catalogue();
  private final Catalogue catalogue = new Catalogue(database);
  private final Observations observations = new Observations(database, RecordIdentity.published());
  private long sequence;

  /** One capture of a conversation. */
  private record Eyes(String connector, String account, String conversation, String precision) {
    static Eyes export(String account, String precision) {
      return new Eyes("whatsapp-export", account, "chat-of-" + account, precision);
    }

    static Eyes webhook(String peer) {
      return new Eyes("whatsapp-cloud", "100", "100-" + peer, "second");
    }

    String id(int number) {
      return conversation + "-" + number;
    }

    CanonicalRecord says(int number, Instant at, String text, Party sender) {
      Instant sent =
          precision.equals("minute") ? Instant.ofEpochSecond(at.getEpochSecond() / 60 * 60) : at;
      return new RecordBuilder(
              id(number),
              RecordKind.MESSAGE,
              new Source(connector, "messages", account, null, null, null))
          .conversation(new Conversation(conversation, "direct", "somebody"))
          .ordinal((long) number)
          .sentAt(sent, precision)
          .sender(sender)
          .content(new Content.Text(text, null))
          .build();
    }
  }

  private SealedCycle seal(Eyes eyes, long shift, List<String> texts) {
    var records = new ArrayList<CanonicalRecord>();
    for (int i = 0; i < texts.size(); i++) {
      Instant at = NOON.plusSeconds(shift + i * 47L);
      Party sender = new Party(null, null, null, "name in " + eyes.account(), null);
      records.add(eyes.says(i, at, texts.get(i), sender));
    }
    return seal(records);
  }

  private SealedCycle seal(List<CanonicalRecord> records) {
    SealedCycle cycle = TestCycles.cycle(STREAM, sequence++, NOON.plusSeconds(9), records);
    catalogue.apply(cycle);
    observations.apply(cycle);
    return cycle;
  }

  private Map<String, List<SeenElsewhere>> seen(Eyes eyes, int number) {
    return observations.of(List.of(eyes.id(number)));
  }

  private void assertLinked(Eyes ours, Eyes theirs, int number) {
    assertThat(seen(ours, number).getOrDefault(ours.id(number), List.of()))
        .extracting(SeenElsewhere::recordId)
        .containsExactly(theirs.id(number));
  }

  @Test
  void twoExportsOfAChatAreLinkedBothWaysWhateverTheirPrecision() {
    Eyes android = Eyes.export("a", "minute");
    Eyes iphone = Eyes.export("b", "second");
    seal(android, 0, TALK);
    seal(iphone, 1, TALK); // an iPhone's seconds may differ by one
    for (int i = 0; i < TALK.size(); i++) {
      assertLinked(android, iphone, i);
      assertLinked(iphone, android, i);
    }
  }

  @Test
  void aLiveCaptureAndAnExportAreLinked() {
    Eyes live = Eyes.webhook("anna");
    Eyes export = Eyes.export("a", "minute");
    seal(live, 0, TALK);
    seal(export, 0, TALK.subList(0, 3));
    assertLinked(live, export, 1);
    assertThat(seen(live, 4)).isEmpty();
  }

  /** The live capture lacks one message of the chat, and goes on after the export. */
  @Test
  void theEndOfAnExportSaysWhatItSharesWithALiveCapture() {
    Eyes live = Eyes.webhook("anna");
    Eyes export = Eyes.export("a", "minute");
    assertThat(observations.sharedAtTheEnd("whatsapp-export", "a")).isEmpty();
    var captured = new ArrayList<>(TALK);
    captured.set(2, "something that only the live capture has");
    seal(live, 0, captured);
    seal(export, 0, TALK.subList(0, 4));
    assertThat(observations.sharedAtTheEnd("whatsapp-export", "a"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.conversation()).isEqualTo(live.conversation());
              assertThat(found.shared()).isEqualTo(3);
              assertThat(found.onlyHere()).isEqualTo(1);
              assertThat(found.onlyThere()).isEqualTo(1);
              assertThat(found.from()).isEqualTo(NOON);
              assertThat(found.to()).isEqualTo(NOON.plusSeconds(3 * 47));
            });
    assertThat(observations.sharedAtTheEnd("whatsapp-export", "b")).isEmpty();
  }

  @Test
  void aWrongZoneShiftsTheWholeChatAndIsSeenThrough() {
    Eyes there = Eyes.export("a", "minute");
    Eyes here = Eyes.export("b", "minute");
    seal(there, 0, TALK);
    seal(here, -5 * 3600, TALK);
    assertLinked(there, here, 0);
    assertLinked(here, there, 2);
  }

  @Test
  void aGreetingToManyIsNotOneMessage() {
    Eyes first = Eyes.export("a", "minute");
    Eyes second = Eyes.export("b", "minute");
    seal(first, 0, List.of("A", "B", "C", "Merry Christmas to all of you", "D", "E", "F"));
    seal(second, 0, List.of("G", "H", "I", "Merry Christmas to all of you", "J", "K", "L"));
    assertThat(seen(first, 3)).isEmpty();
  }

  @Test
  void whatOneNumberSendsToTwoPeopleStaysApart() {
    seal(Eyes.webhook("anna"), 0, TALK);
    seal(Eyes.webhook("bert"), 0, TALK);
    assertThat(seen(Eyes.webhook("anna"), 2)).isEmpty();
  }

  @Test
  void anotherOrderIsAnotherChat() {
    Eyes first = Eyes.export("a", "minute");
    Eyes second = Eyes.export("b", "minute");
    seal(first, 0, List.of("one", "two", "three"));
    seal(second, 0, List.of("three", "one", "two").reversed());
    assertThat(seen(first, 0)).isEmpty();
  }

  @Test
  void twoNumbersAreTwoPeople() {
    Eyes first = Eyes.export("a", "minute");
    Eyes second = Eyes.export("b", "minute");
    var ours = new ArrayList<CanonicalRecord>();
    var theirs = new ArrayList<CanonicalRecord>();
    for (int i = 0; i < TALK.size(); i++) {
      Instant at = NOON.plusSeconds(i * 60L);
      ours.add(first.says(i, at, TALK.get(i), new Party("+447700900001", null, null, "X", null)));
      theirs.add(
          second.says(i, at, TALK.get(i), new Party("+447700900002", null, null, "X", null)));
    }
    seal(ours);
    seal(theirs);
    assertThat(seen(first, 0)).isEmpty();
  }

  @Test
  void rebuildingGivesTheSameAndDestroyedRecordsAreForgotten() {
    Eyes first = Eyes.export("a", "minute");
    Eyes second = Eyes.export("b", "second");
    SealedCycle one = seal(first, 0, TALK);
    SealedCycle two = seal(second, 0, TALK);
    observations.apply(one);
    observations.drop();
    assertThat(seen(first, 0)).isEmpty();
    observations.apply(one);
    observations.apply(two);
    assertLinked(first, second, 0);

    catalogue.markNarrowed(
        new Destruction(new SegmentKey(STREAM, 1, 0), List.of(second.id(0)), "c", NOON), "k");
    assertThat(seen(first, 0)).isEmpty();
    assertLinked(first, second, 2);
  }
}
