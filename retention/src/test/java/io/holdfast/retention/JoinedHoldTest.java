package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.retention.MatterView.State;
import io.holdfast.retention.hold.HoldTerms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hold that names somebody by one identifier keeps what they said under the others. */
class JoinedHoldTest extends RetentionScene {
  private static final String USER_ID = "GB.90817263544536271809";

  @Test
  void aLinkThatIsStatedAfterTheApprovalStillKeepsTheMessage() throws Exception {
    var running = archive.start();
    archive.capture(known("by-id", null, USER_ID), message("bob-1", BOB));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses(ANN));
    running.enforcer().runOnce();
    assertThat(running.records().matter(matter.id()).holds().getFirst().records()).isZero();
    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    assertThat(plan.planned().held()).isZero();
    running.records().approveDisposal(STEFAN, plan.id());

    archive.capture(known("link", ANN, USER_ID));
    running.enforcer().runOnce();

    assertThat(archive.readable()).containsExactly("by-id", "link");
    var hold = running.records().matter(matter.id()).holds().getFirst();
    assertThat(hold.state()).isEqualTo(State.HELD);
    assertThat(hold.hold().joined().addresses()).containsExactly(USER_ID.toLowerCase(Locale.ROOT));
    archive.verify();
  }

  /** The link was made long before the days that the hold is about, and goes. */
  @Test
  void aHoldRemembersALinkWhoseRecordIsGone() throws Exception {
    var running = archive.start();
    archive.capture(known("link", ANN, USER_ID));
    archive.clock.advance(Duration.ofDays(2));
    Instant from = now();
    archive.capture(known("by-id", null, USER_ID));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    var terms = new HoldTerms(List.of(), List.of(ANN), List.of(), from, null, null);
    running.records().placeHold(RUTH, matter.id(), terms);
    archive.clock.advance(EIGHT_YEARS);
    dispose(running);
    assertThat(archive.readable()).containsExactly("by-id");

    var restarted = archive.start();
    restarted.enforcer().runOnce();

    assertThat(restarted.records().matter(matter.id()).holds().getFirst().state())
        .isEqualTo(State.HELD);
    assertThat(restarted.records().matter(matter.id()).holds().getFirst().records()).isPositive();
    archive.capture(known("by-id-again", null, USER_ID), known("other", null, "GB.99"));
    archive.clock.advance(EIGHT_YEARS);
    dispose(archive.start());
    assertThat(archive.readable()).containsExactly("by-id", "by-id-again");
  }

  @Test
  void aLinkThatIsSealedWhileARemovalBeginsTakesItBack() throws Exception {
    var running = archive.start();
    archive.capture(known("by-id", null, USER_ID), message("bob-1", BOB));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses(ANN));
    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    running.records().approveDisposal(STEFAN, plan.id());
    var linked = new AtomicBoolean();
    CaptureSink sink =
        (topic, capture) -> {
          var receipt = archive.sealing.append(topic, capture);
          if (new String(capture.body().toArray(), StandardCharsets.UTF_8).contains("removal-begun")
              && linked.compareAndSet(false, true)) {
            archive.sealing.append(
                Topic.CAPTURES, TestRecords.capture(now(), List.of(known("link", ANN, USER_ID))));
          }
          return receipt;
        };

    archive.start(archive.store, sink).enforcer().runOnce();

    assertThat(linked).isTrue();
    assertThat(archive.readable()).containsExactly("by-id", "link");
    archive.verify();
  }

  /** Whatever is written to the left, what is held knows the person by what stands to the right. */
  @ParameterizedTest
  @CsvSource({
    "+447700900001, +447700900009, +447700900001 +447700900009", // number changed
    "+447700900009, +447700900001, +447700900001 +447700900009",
    "+447700900001, GB.ENT.77, GB.1 GB.ENT.77; +447700900001 GB.1", // linked portfolios
    "GB.2, +447700900001, +447700900001 GB.1; GB.1 GB.2", // user id replaced
    "+55 31 8765 4321, GB.3, +5531987654321 GB.3", // two ways to write a number
    "+52 1 33 1234 5678, GB.4, +523312345678 GB.4",
    "+54 9 11 2345 6789, GB.5, +541123456789 GB.5",
  })
  void identifiersAreFollowedFromOneToTheNext(String named, String known, String links)
      throws Exception {
    var running = archive.start();
    archive.capture(known("asked", null, known), known("other", null, "GB.99"));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses(named));
    int at = 0;
    for (String link : links.split("; ")) {
      archive.capture(TestRecords.link("link-" + at++, now(), link.split(" ")));
    }
    archive.clock.advance(EIGHT_YEARS);
    dispose(running);
    assertThat(archive.readable()).contains("asked").doesNotContain("other");
  }

  @Test
  void anEmployeeIsHeldUnderTheIdOfTheirNumber() throws Exception {
    archive.people.put("e-17", Set.of(ANN));
    var running = archive.start();
    archive.capture(known("by-id", null, USER_ID), known("other", null, "GB.99"));
    archive.capture(known("link", ANN, USER_ID));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    var terms = new HoldTerms(List.of("e-17"), List.of(), List.of(), null, null, null);
    assertThat(running.records().previewHold(terms).records()).isGreaterThanOrEqualTo(2);
    running.records().placeHold(RUTH, matter.id(), terms);
    archive.clock.advance(EIGHT_YEARS);
    dispose(running);
    assertThat(archive.readable()).containsExactly("by-id", "link");
  }

  @Test
  void aConversationIsHeldUnderEveryIdThatItGoesOnUnder() throws Exception {
    var running = archive.start();
    archive.capture(
        talk("by-id", "talk-of-id", null, USER_ID),
        talk("by-number", "talk-of-number", ANN, null),
        talk("other", "talk-of-other", null, "GB.99"));
    archive.capture(talk("link", "talk-of-number", ANN, USER_ID));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    var terms = new HoldTerms(List.of(), List.of(), List.of("talk-of-number"), null, null, null);
    running.records().placeHold(RUTH, matter.id(), terms);
    archive.clock.advance(EIGHT_YEARS);
    dispose(running);
    assertThat(archive.readable()).containsExactly("by-id", "by-number", "link");
  }

  @Test
  void aUsernameIsHeldUnderItsOwnersIdAndJoinsNobody() throws Exception {
    var running = archive.start();
    archive.capture(
        sent("named", new Party(null, "GB.1", "@priya", null, null)),
        known("before", null, "GB.1"),
        sent("later-owner", new Party(null, "GB.2", "priya", null, null)),
        known("other", null, "GB.99"));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses("GB.1"));
    archive.clock.advance(EIGHT_YEARS);
    var held = running.records().matter(matter.id()).holds().getFirst().hold();
    assertThat(running.records().previewHold(addresses("Priya")).records())
        .as("three messages and their deliveries")
        .isEqualTo(5);
    dispose(running);
    assertThat(archive.readable()).containsExactly("before", "named");
    assertThat(held.joined().isEmpty()).isTrue();
  }

  @Test
  void membersOfAGroupAreKnownByWhatStandsTogether() throws Exception {
    var running = archive.start();
    archive.capture(known("by-id", null, USER_ID), known("other", null, "GB.99"));
    var members =
        List.of(
            new Party(ANN, USER_ID, null, null, null), new Party(BOB, "GB.99", null, null, null));
    archive.capture(
        new RecordBuilder(
                TestRecords.id("group"),
                RecordKind.MEMBERSHIP,
                new Source("whatsapp-cloud", "messages", "100200300400500", "group", null, null))
            .sentAt(now(), "second")
            .capturedAt(now())
            .conversation(new Conversation("group", "group", null))
            .content(new Content.Membership("added", null, members, null, null))
            .build());
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses(ANN));
    archive.clock.advance(EIGHT_YEARS);
    dispose(running);
    assertThat(archive.readable()).containsExactly("by-id", "group");
  }

  private CanonicalRecord known(String event, @Nullable String phone, @Nullable String userId) {
    return sent(event, new Party(phone, userId, null, null, null));
  }

  private CanonicalRecord sent(String event, Party sender) {
    return RecordBuilder.from(message(event, "x")).conversation(null).sender(sender).build();
  }

  private CanonicalRecord talk(
      String event, String talk, @Nullable String phone, @Nullable String userId) {
    return RecordBuilder.from(known(event, phone, userId))
        .conversation(new Conversation(talk, "direct", null))
        .build();
  }
}
