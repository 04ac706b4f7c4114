package io.holdfast.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.verify.Proofs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a control record says is gone is gone; what it does not say is missed. */
class DestructionTest {
  @TempDir Path folder;

  private static String control(Destruction destruction) {
    return RecordJson.mapper()
        .writeValueAsString(
            Map.of("type", destruction.controlType(), "data", destruction.toData()));
  }

  private static List<Place> messages(TestArchive archive) {
    return archive.records(Topic.CAPTURES).stream()
        .filter(found -> found.record().kind() == RecordKind.MESSAGE)
        .map(SealedRecord::place)
        .toList();
  }

  private static SegmentEntry entry(TestArchive archive, Place place) throws IntegrityException {
    return archive
        .ledger()
        .manifest(place.stream(), place.sequence())
        .orElseThrow()
        .manifest()
        .segments()
        .get(place.segment());
  }

  /** Writes a keyring without some records, and the entry that says so. */
  private static Destruction.KeyringNarrowed narrow(
      TestArchive archive, SegmentEntry entry, Set<Integer> going) throws IntegrityException {
    ObjectEntry before = archive.ledger().destroyed().currentKeyring(entry).orElseThrow();
    var keep = new HashSet<>(archive.ledger().keyring(entry).orElseThrow().records().keySet());
    keep.removeAll(going);
    ObjectEntry after =
        archive.narrowing().prepare(entry, before, keep, Protection.none().withHold(true));
    return new Destruction.KeyringNarrowed(
        entry.segment().name(), "disposal", before, after, List.copyOf(going), List.of());
  }

  private static void release(TestArchive archive, ObjectEntry object) {
    archive.store().setHold(object.key(), false);
    assertThat(archive.store().delete(object.key())).isInstanceOf(Deletion.Gone.class);
  }

  @Test
  void aNarrowedKeyringTakesExactlyItsRecords() throws IntegrityException {
    try (var archive = TestArchive.in(folder).with(TestRules.erasable()).start()) {
      archive.awaitSealed(archive.webhook("a", "zero\none\ntwo\nthree"));
      List<Place> places = messages(archive);
      SegmentEntry entry = entry(archive, places.get(0));
      var first = narrow(archive, entry, Set.of(places.get(1).number()));
      // prepared is not done: as long as no control record says so, the old keyring counts
      assertThat(archive.ledger().record(places.get(1))).isPresent();
      assertThat(archive.verify().removedRecords()).isZero();
      archive.awaitSealed(archive.control(control(first)));
      assertGone(archive, places, 1);
      assertThat(archive.verify().removedRecords()).isEqualTo(1);
      release(archive, first.before());

      var second = narrow(archive, entry, Set.of(places.get(2).number()));
      archive.awaitSealed(archive.control(control(second)));
      release(archive, second.before());
      // said again, it changes nothing
      archive.awaitSealed(archive.control(control(first)));
      assertGone(archive, places, 1, 2);
      archive.restart();
      archive.awaitSealed(archive.control("{\"type\":\"note\"}"));
      assertGone(archive, places, 1, 2);
      assertThat(archive.verify().removedRecords()).isEqualTo(2);
      assertThat(archive.verify().orphans()).isZero();
    }
  }

  private static void assertGone(TestArchive archive, List<Place> places, Integer... gone)
      throws IntegrityException {
    var proofs = new Proofs(archive.ledger(), archive.store());
    for (int i = 0; i < places.size(); i++) {
      boolean isGone = List.of(gone).contains(i);
      assertThat(archive.ledger().record(places.get(i)).isEmpty())
          .as("record %d", i)
          .isEqualTo(isGone);
      assertThat(proofs.of(places.get(i)).isEmpty()).as("proof %d", i).isEqualTo(isGone);
    }
  }

  @Test
  void keysThatWentWithoutBeingNamedAreMissed() throws IntegrityException {
    try (var archive = TestArchive.in(folder).with(TestRules.erasable()).start()) {
      archive.awaitSealed(archive.webhook("a", "zero\none\ntwo"));
      List<Place> places = messages(archive);
      SegmentEntry entry = entry(archive, places.get(0));
      var honest = narrow(archive, entry, Set.of(places.get(1).number(), places.get(2).number()));
      var silent =
          new Destruction.KeyringNarrowed(
              honest.segment(),
              honest.disposal(),
              honest.before(),
              honest.after(),
              List.of(places.get(1).number()),
              List.of());
      archive.awaitSealed(archive.control(control(silent)));
      assertThatThrownBy(archive::verify)
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(honest.segment())
          .hasMessageContaining("[" + places.get(2).number() + "]");
    }
  }

  @Test
  void aSegmentThatWasDestroyedWholeIsAccountedFor() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.webhook("a", "zero\none"));
      archive.awaitSealed(archive.webhook("a", "two"));
      List<Place> places = messages(archive);
      SegmentEntry entry = entry(archive, places.get(0));
      var objects = List.of(entry.keyring().key(), entry.segment().key());
      assertThat(archive.store().delete(objects.getFirst())).isInstanceOf(Deletion.Forbidden.class);
      archive.clock().advance(Duration.ofDays(400));
      var destroyed = new Destruction.SegmentDestroyed(entry.segment().name(), "disposal");
      archive.awaitSealed(archive.control(control(destroyed)));
      objects.forEach(
          name -> assertThat(archive.store().delete(name)).isInstanceOf(Deletion.Gone.class));
      assertGone(archive, places, 0, 1);
      var report = archive.verify();
      assertThat(report.destroyedSegments()).isEqualTo(1);
      assertThat(report.removedRecords()).isEqualTo(entry.count());

      SegmentEntry other = entry(archive, places.get(2));
      archive.store().delete(other.segment().key());
      assertThatThrownBy(archive::verify)
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(other.segment().name());
    }
  }
}
