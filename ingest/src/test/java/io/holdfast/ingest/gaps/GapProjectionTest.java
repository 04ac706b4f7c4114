package io.holdfast.ingest.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ledger as a list of records that are followed, and the spool as what is sealed next. */
class GapProjectionTest {
  private static final StreamId STREAM = TestCycles.CAPTURES;
  private static final RecordIdentity IDENTITY = RecordIdentity.published();
  private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Conversation TALK = new Conversation("c1", "direct", null);

  private final TestClock clock = TestClock.at(NINE.minusSeconds(60));
  private final Kept kept = new Kept();
  private final List<Capture> spool = new ArrayList<>();
  private boolean down;
  private final CaptureSink sink =
      (topic, capture) -> {
        if (down) {
          throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
        }
        spool.add(capture);
        return new Receipt(capture.id(), topic, 0, 0);
      };
  private GapProjection projection = projection();
  private final GapWatch watch = watch("f");
  private long sequence;

  /** What is sealed, as a catalogue knows it. */
  private static final class Kept implements GapProjection.Known {
    private final Map<String, CanonicalRecord> records = new HashMap<>();

    void put(CanonicalRecord record) {
      records.merge(
          record.id(), record, (one, other) -> one.version() >= other.version() ? one : other);
    }

    @Override
    public Map<String, Integer> versions(List<String> recordIds) {
      var found = new HashMap<String, Integer>();
      recordIds.forEach(id -> record(id).ifPresent(record -> found.put(id, record.version())));
      return found;
    }

    @Override
    public Optional<CanonicalRecord> record(String recordId) {
      return Optional.ofNullable(records.get(recordId));
    }
  }

  private GapProjection projection() {
    return new GapProjection(IDENTITY, kept, new GapProjection.Rules(TestTraffic.LONDON, GRACE));
  }

  private void seal(CanonicalRecord... records) {
    List.of(records).forEach(kept::put);
    projection.apply(TestCycles.cycle(STREAM, sequence++, records));
  }

  /** Seals what was written into the spool. */
  private List<CanonicalRecord> sealSpool() {
    var reader = new FindingReader(IDENTITY);
    List<CanonicalRecord> records =
        spool.stream().flatMap(capture -> reader.normalize(capture).stream()).toList();
    spool.clear();
    seal(records.toArray(CanonicalRecord[]::new));
    return records;
  }

  private GapWatch watch(String name) {
    Instant begun = clock.instant();
    return new GapWatch(
        projection, sink, () -> name + spool.size(), clock, () -> Optional.of(begun));
  }

  private int look(Duration after) {
    clock.set(NINE.plus(after));
    return watch.look(Optional.of(NINE.plus(after)));
  }

  private static RecordBuilder event(String wamid, RecordKind kind, int minute) {
    Instant at = NINE.plus(Duration.ofMinutes(minute));
    return new RecordBuilder(
            IDENTITY.id("message", "1", wamid + (kind == RecordKind.RECEIPT ? kind : "")),
            kind,
            new Source("whatsapp-cloud", "messages", "1", wamid, "d", null))
        .conversation(TALK)
        .direction("inbound")
        .sentAt(at, "second")
        .capturedAt(at.plusSeconds(2))
        .content(new Content.Text("hello", null));
  }

  private static CanonicalRecord message(String wamid, int minute) {
    return event(wamid, RecordKind.MESSAGE, minute).build();
  }

  private static CanonicalRecord reply(String wamid, String to, int minute) {
    var answered = new ReplyTo(to, IDENTITY.id("message", "1", to), null);
    return event(wamid, RecordKind.MESSAGE, minute)
        .context(new Context(answered, null, null, List.of(), null, null))
        .build();
  }

  private static CanonicalRecord pointing(String wamid, RecordKind kind, String to, int minute) {
    return event(wamid, kind, minute)
        .target(new Target(to, IDENTITY.id("message", "1", to)))
        .build();
  }

  private void longCaptured() {
    seal(message("long-ago", -60 * 24 * 60));
  }

  private static Content.Gap gap(CanonicalRecord record) {
    assertThat(record.kind()).isEqualTo(RecordKind.GAP);
    return (Content.Gap) Objects.requireNonNull(record.content());
  }

  @Test
  void aReplyToAMessageThatNeverCameIsAGapInItsConversation() {
    longCaptured();
    seal(reply("b", "a", 0));
    assertThat(look(Duration.ofMinutes(59))).isZero();
    assertThat(look(Duration.ofMinutes(62))).isEqualTo(1);

    CanonicalRecord found = sealSpool().getFirst();
    assertThat(found.conversation()).isEqualTo(TALK);
    assertThat(found.sentAt()).isEqualTo(NINE);
    assertThat(found.target()).isEqualTo(new Target("a", IDENTITY.id("message", "1", "a")));
    assertThat(gap(found).reason()).isEqualTo("referenced-message-missing");
    assertThat(gap(found).to()).isNull();
    assertThat(look(Duration.ofHours(30))).isZero();
  }

  @Test
  void theGapEndsWhenTheMessageComesAfterAll() {
    longCaptured();
    seal(reply("b", "a", 0));
    look(Duration.ofHours(2));
    CanonicalRecord found = sealSpool().getFirst();
    CanonicalRecord late = message("a", 200);
    seal(late);
    assertThat(look(Duration.ofHours(4))).isEqualTo(1);

    CanonicalRecord over = sealSpool().getFirst();
    assertThat(over.id()).isEqualTo(found.id());
    assertThat(over.version()).isEqualTo(2);
    assertThat(over.conversation()).isEqualTo(TALK);
    assertThat(over.sentAt()).isEqualTo(found.sentAt());
    assertThat(gap(over).to()).isEqualTo(late.capturedAt());
    assertThat(gap(over).explanation()).contains("came later");
    seal(late);
    assertThat(look(Duration.ofHours(5))).isZero();
  }

  @Test
  void aMessageThatComesBeforeItsGapIsSealedEndsItToo() {
    longCaptured();
    seal(reply("b", "a", 0));
    assertThat(look(Duration.ofHours(2))).isEqualTo(1);
    seal(message("a", 121));
    sealSpool();
    assertThat(look(Duration.ofHours(3))).isEqualTo(1);
    assertThat(sealSpool()).extracting(CanonicalRecord::version).containsExactly(2);
  }

  @Test
  void whatComesWithinTheGraceIsNoGap() {
    longCaptured();
    seal(pointing("e", RecordKind.EDIT, "a", 0), pointing("d", RecordKind.DELETION, "z", 0));
    seal(message("a", 30));
    seal(message("z", 59));
    assertThat(look(Duration.ofHours(3))).isZero();
  }

  @Test
  void everyEventIsOneGapHoweverManyPointAtIt() {
    longCaptured();
    seal(pointing("r1", RecordKind.REACTION, "a", 3), reply("b", "a", 1));
    seal(pointing("e1", RecordKind.EDIT, "a", 5));
    assertThat(look(Duration.ofHours(2))).isEqualTo(1);
    CanonicalRecord found = sealSpool().getFirst();
    assertThat(found.sentAt()).isEqualTo(NINE.plus(Duration.ofMinutes(1)));
    seal(pointing("r2", RecordKind.REACTION, "a", 150));
    assertThat(look(Duration.ofHours(9))).isZero();
  }

  @Test
  void aStatusOfWhatWasNeverSeenSaysThatContentIsMissing() {
    longCaptured();
    seal(pointing("s", RecordKind.RECEIPT, "sent-by-api", 0));
    look(Duration.ofHours(2));
    assertThat(sealSpool())
        .extracting(record -> gap(record).reason())
        .containsExactly("sent-content-missing");
  }

  @Test
  void whatMayBeOlderThanTheCaptureIsSaidToBe() {
    seal(message("first", -60 * 24 * 3));
    seal(reply("b", "a", 0), pointing("e", RecordKind.EDIT, "x", 0));
    look(Duration.ofHours(2));
    assertThat(sealSpool())
        .extracting(
            record -> gap(record).reason(),
            record -> Objects.requireNonNull(record.target()).eventId())
        .containsExactlyInAnyOrder(
            tuple("referenced-message-before-capture", "a"),
            tuple("referenced-message-missing", "x"));
  }

  @Test
  void callsBackfillAndOtherConnectorsPointAtNothingThatIsMissed() {
    longCaptured();
    var call = pointing("w", RecordKind.RECEIPT, "call", 0);
    var calls = new Source("whatsapp-cloud", "calls", "1", "w", "d", null);
    var history = new Source("whatsapp-cloud", "history", "1", "h", "d", null);
    var reply = reply("h", "a", 0);
    seal(
        RecordBuilder.from(call, call.id(), calls).build(),
        RecordBuilder.from(reply, reply.id(), history).build());
    assertThat(look(Duration.ofHours(3))).isZero();
  }

  @Test
  void anAnswerToACallPointsAtNoMessage() {
    longCaptured();
    seal(reply("b", "wacid.A", 0), reply("c", "wamid.A", 0));
    look(Duration.ofHours(2));
    assertThat(sealSpool())
        .extracting(record -> Objects.requireNonNull(record.target()).eventId())
        .containsExactly("wamid.A");
  }

  @Test
  void aSpoolThatIsDownLosesNoFinding() {
    longCaptured();
    seal(reply("b", "a", 0));
    down = true;
    assertThat(look(Duration.ofHours(2))).isZero();
    down = false;
    assertThat(look(Duration.ofHours(3))).isEqualTo(1);
    sealSpool();
    assertThat(look(Duration.ofHours(4))).isZero();
  }

  @Test
  void aKillBetweenWritingAndRememberingWritesTheSameRecordAtMostOnceMore() {
    longCaptured();
    seal(reply("b", "a", 0));
    String before = projection.memory().orElseThrow();
    look(Duration.ofHours(2));
    CanonicalRecord first = new FindingReader(IDENTITY).normalize(spool.getFirst()).getFirst();
    spool.clear();

    projection = projection();
    projection.restore(before);
    var again = watch("again");
    again.look(Optional.of(NINE.plus(Duration.ofHours(3))));
    CanonicalRecord second = sealSpool().getFirst();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.content()).isEqualTo(first.content());
    assertThat(again.look(Optional.of(NINE.plus(Duration.ofHours(4))))).isZero();
  }

  @Test
  void whatIsMadeAgainFromTheBeginningSaysNothingTwice() {
    longCaptured();
    CanonicalRecord reply = reply("b", "a", 0);
    seal(reply);
    look(Duration.ofHours(2));
    CanonicalRecord found = sealSpool().getFirst();

    projection.drop();
    sequence = 0;
    longCaptured();
    seal(reply);
    seal(found);
    assertThat(look(Duration.ofHours(5))).isZero();
    seal(message("a", 400));
    assertThat(look(Duration.ofHours(8))).isEqualTo(1);
  }

  @Test
  void nothingIsSaidBeforeTheIntakesOwnStartIsKnown() {
    longCaptured();
    seal(reply("b", "a", -400));
    assertThat(watch.look(Optional.empty())).isZero();
    assertThat(watch.look(Optional.of(NINE.minusSeconds(61)))).isZero();
    assertThat(watch.look(Optional.of(NINE))).isEqualTo(1);
  }

  @Test
  void marksAndTrafficOfTheLedgerTellAnOutageOfOurOwn() {
    longCaptured();
    var pulse = new IntakePulse(sink, () -> "m" + spool.size(), clock);
    clock.set(NINE);
    pulse.beat();
    sealSpool();
    seal(message("x", 20));
    clock.set(NINE.plus(Duration.ofHours(5)));
    new IntakePulse(sink, () -> "n", clock).beat();
    sealSpool();
    // the sixty days before the first mark prove nothing
    assertThat(look(Duration.ofHours(6))).isEqualTo(1);
    assertThat(sealSpool())
        .extracting(record -> gap(record).reason(), record -> gap(record).from())
        .containsExactly(tuple("intake-down", NINE.plus(Duration.ofMinutes(20)).plusSeconds(2)));
    assertThat(look(Duration.ofMinutes(370))).isZero();
  }
}
