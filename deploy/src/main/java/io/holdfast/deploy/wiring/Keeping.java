package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.segment.KeyringNarrowing;
import io.holdfast.ingest.whatsapp.StatedIdentifiers;
import io.holdfast.retention.DailyPlan;
import io.holdfast.retention.RecordsManagement;
import io.holdfast.retention.clock.RetentionClock;
import io.holdfast.retention.control.ControlFold;
import io.holdfast.retention.control.ControlFollower;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.FoldedRule;
import io.holdfast.retention.control.Hold;
import io.holdfast.retention.control.RetentionSettings;
import io.holdfast.retention.disposal.Enforcer;
import io.holdfast.retention.disposal.EnforcerParts;
import io.holdfast.retention.disposal.Survey;
import io.holdfast.retention.hold.Identities;
import io.holdfast.search.index.SearchIndex;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records management: the fold of the control streams, the enforcer, the clock. */
final class Keeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
  private static final Duration ENFORCER_PAUSE = Duration.ofSeconds(2);
  private static final LocalTime DAILY = LocalTime.of(3, 30);

  private final PeopleProjection people = new PeopleProjection();
  private final Identities identities;
  private final ControlFold fold;
  private final ControlFollower followed;
  private final LedgerFollower follower;
  private final Survey survey;
  private final RetentionSettings settings;

  Keeping(OpenArchive archive, Clock clock) {
    this.settings = settings(archive.rehearsal(), clock);
    this.identities = new Identities(people::addressesOf, StatedIdentifiers::of);
    this.fold = new ControlFold(settings, identities);
    this.followed = new ControlFollower(archive.ledger(), fold);
    this.follower =
        new LedgerFollower(
            "control",
            new ControlStreams(archive.ledger()),
            List.of(archive.ledger().destroyed(), people, fold),
            clock);
    this.survey = new Survey(archive.ledger(), identities);
  }

  private static RetentionSettings settings(boolean rehearsal, Clock clock) {
    RetentionSettings standard = RetentionSettings.standard(clock);
    return rehearsal
        ? new RetentionSettings(
            clock,
            standard.ids(),
            standard.lockFloor(),
            Duration.ZERO,
            standard.answerWithin(),
            true)
        : standard;
  }

  /**
   * Folds the control streams to their heads: nothing may be sealed under rules that are not all
   * known.
   *
   * @throws ArchiveException UNAVAILABLE when they cannot be read to their heads
   */
  void requireControl() {
    follower.catchUp();
    if (follower.completeUpTo().isEmpty()) {
      throw new ArchiveException(
          Category.UNAVAILABLE,
          "The control streams cannot be read, so nothing is sealed: " + follower.troubles());
    }
  }

  PeopleProjection people() {
    return people;
  }

  /** The employees whose conversation a record is part of, by whatever they are known there. */
  List<String> custodians(CanonicalRecord record) {
    return people.directory().custodians(record, identities::identifiers);
  }

  /** Brings people who are added later to what an index had before. */
  LedgerFollower names(OpenArchive archive, SearchIndex index, Clock clock) {
    return new LedgerFollower(
        "names", new ControlStreams(archive.ledger()), List.of(index.names(people::keysOf)), clock);
  }

  /**
   * Learns from all records who is one person, before anything is made again from them. Where a
   * record cannot be read, less is learnt; whoever needs the record says what is wrong with it.
   */
  void learn() {
    try {
      survey.learn(followed.catchUp());
    } catch (IntegrityException | ArchiveException e) {
      LOG.warn("not all is known about who is one person: {}", LoggedTrouble.words(e));
    }
  }

  /** Whether a hold keeps a record, as far as is known who is who. */
  boolean keeps(Hold hold, CanonicalRecord record) {
    return identities
        .widen(FoldedRule.criteria(hold, identities))
        .matches(record, identities.names(record));
  }

  ControlFold fold() {
    return fold;
  }

  LedgerFollower follower() {
    return follower;
  }

  RetentionSettings settings() {
    return settings;
  }

  Enforcer enforcer(OpenArchive archive, Sources sources, Shadow shadow, Clock clock) {
    var narrowing =
        new KeyringNarrowing(archive.store(), archive.keyrings(), clock, new SecureRandom());
    var parts =
        new EnforcerParts(
            archive.store(),
            archive.segments(),
            narrowing::prepare,
            shadow::purge,
            shadow::markDestroyed);
    return new Enforcer(survey, new ControlWriter(sources.enforcer(), followed, settings), parts);
  }

  RecordsManagement management(Sources sources, Enforcer enforcer) {
    return new RecordsManagement(
        new ControlWriter(sources.desk(), followed, settings),
        survey,
        identities,
        enforcer::progress);
  }

  RetentionClock clock(Sources sources, Enforcer enforcer, DataSource database, ZoneId zone) {
    var records =
        new RecordsManagement(
            new ControlWriter(sources.clock(), followed, settings),
            survey,
            identities,
            enforcer::progress);
    return new RetentionClock(
        "holdfast", database, new RetentionClock.Times(DAILY, zone), new DailyPlan(records));
  }

  static Duration enforcerPause() {
    return ENFORCER_PAUSE;
  }

  @Override
  public void close() {
    follower.close();
  }
}
