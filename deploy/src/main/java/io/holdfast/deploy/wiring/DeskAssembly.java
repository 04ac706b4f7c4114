package io.holdfast.deploy.wiring;

import io.holdfast.archive.audit.AuditTrail;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.spool.SpoolLog;
import io.holdfast.archive.verify.Proofs;
import io.holdfast.deploy.settings.Secret;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.deploy.wiring.doors.ControlledDisposalDoor;
import io.holdfast.deploy.wiring.doors.ControlledMatterDoor;
import io.holdfast.deploy.wiring.doors.ControlledScheduleDoor;
import io.holdfast.deploy.wiring.doors.IndexConversationDoor;
import io.holdfast.deploy.wiring.doors.IndexSearchDoor;
import io.holdfast.deploy.wiring.doors.IntakeWebhookDoor;
import io.holdfast.deploy.wiring.doors.LedgerFileDoor;
import io.holdfast.deploy.wiring.doors.LedgerRecordDoor;
import io.holdfast.deploy.wiring.doors.NodeStatusDoor;
import io.holdfast.deploy.wiring.doors.SealedPeopleDoor;
import io.holdfast.deploy.wiring.doors.SeenElsewhereDoor;
import io.holdfast.deploy.wiring.doors.StagedImportDoor;
import io.holdfast.ingest.imports.ExportArchiving;
import io.holdfast.ingest.imports.ImportDesk;
import io.holdfast.ingest.media.MediaIds;
import io.holdfast.ingest.webhook.IntakeAnswer;
import io.holdfast.ingest.webhook.WebhookIntake;
import io.holdfast.ingest.webhook.WebhookVerification;
import io.holdfast.retention.RecordsManagement;
import io.holdfast.search.conversation.Conversations;
import io.holdfast.search.query.ArchiveSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes the desk's doors from the parts of a node. */
final class DeskAssembly {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

  private final DeskParts parts;
  private final DeskParts.Reading reading;
  private final Credentials credentials;
  private final SecureRandom random = new SecureRandom();

  DeskAssembly(DeskParts parts, DeskParts.Reading reading, Credentials credentials) {
    this.parts = parts;
    this.reading = reading;
    this.credentials = credentials;
  }

  Settings settings() {
    return parts.start().settings();
  }

  Clock clock() {
    return parts.start().clock();
  }

  Credentials credentials() {
    return credentials;
  }

  Installation installation() {
    return new Installation(
        settings().require(Setting.FIRM),
        settings().zone(Setting.ZONE),
        parts.start().archive().rehearsal());
  }

  AuditTrail auditTrail() {
    return new AuditTrail(parts.sources().desk(), this::id);
  }

  /** The doors, and the desk of imports that has to be stopped with them. */
  record Assembled(DeskDoors doors, ImportDesk imports, SpoolLog log) {}

  Assembled assemble() {
    OpenArchive archive = parts.start().archive();
    var search = new ArchiveSearch(reading.engine(), this::searchableUpTo);
    RecordsManagement records = parts.keeping().management(parts.sources(), parts.enforcer());
    var disposals = new ControlledDisposalDoor(records, archive.store());
    var seen = new SeenElsewhereDoor(archive.ledger(), reading.shadow().observations());
    var keepers =
        new RecordKeepers(parts.keeping(), disposals, seen, reading.shadow().gaps(), clock());
    var log = new SpoolLog(parts.start().connections().spool());
    ImportDesk imports = imports(archive);
    var doors =
        new DeskDoors(
            new DeskDoors.Reading(
                new IndexSearchDoor(search, settings().zone(Setting.ZONE)),
                new LedgerRecordDoor(
                    seen,
                    reading.shadow().catalogue(),
                    new Proofs(archive.ledger(), archive.store()),
                    keepers,
                    clock()),
                conversations(search, keepers),
                new LedgerFileDoor(
                    archive.ledger(),
                    reading.shadow().catalogue(),
                    new MediaIds(new RecordIdentity(archive.keys().identity())))),
            new DeskDoors.Keeping(
                new ControlledMatterDoor(records, parts.keeping().settings().coolingOff(), clock()),
                new ControlledScheduleDoor(records),
                disposals,
                people()),
            new DeskDoors.Capturing(new StagedImportDoor(imports, seen::live), webhook()),
            new NodeStatusDoor(
                new NodeSigns(parts, reading, search, this::searchableUpTo), log, clock()));
    return new Assembled(doors, imports, log);
  }

  private SealedPeopleDoor people() {
    var people = parts.keeping().people();
    var writer = new PeopleWriter(parts.sources().desk(), clock());
    return new SealedPeopleDoor(
        people::directory,
        writer::write,
        receipt -> people.includes(parts.sources().stream(receipt), receipt.offset()));
  }

  private IndexConversationDoor conversations(
      ArchiveSearch search, IndexConversationDoor.Known known) {
    return new IndexConversationDoor(
        new Conversations(reading.engine()),
        search,
        this::searchableUpTo,
        known,
        settings().zone(Setting.ZONE));
  }

  private ImportDesk imports(OpenArchive archive) {
    var blobs =
        new BlobWriter(
            archive.store(),
            SealedTemporary.of(parts.start().folder().resolve("incoming")),
            random,
            clock());
    var archiving =
        new ExportArchiving(
            archive.store(),
            blobs,
            parts.sources().desk(),
            new ImportReach(parts.sources(), reading.shadow(), reading.engine()),
            new ExportArchiving.Defaults(
                settings().zone(Setting.ZONE),
                new RecordIdentity(archive.keys().identity()),
                clock()));
    Supplier<String> ids = this::id;
    return new ImportDesk(
        new CatalogueImportJobs(parts.database()),
        blobs,
        archive.vault(),
        archiving,
        new ImportDesk.Chance(clock(), ids));
  }

  private IntakeWebhookDoor webhook() {
    boolean waits = settings().require(Setting.INTAKE_ANSWER_AFTER).equals("seal");
    return webhook(
        settings(),
        parts.sources().intake(),
        clock(),
        receipt -> !waits || sealedInTime(receipt),
        reading.shadow().gaps()::answered);
  }

  /** The door of the platform's deliveries, in front of a spool. */
  static IntakeWebhookDoor webhook(
      Settings settings,
      CaptureSink spool,
      Clock clock,
      Predicate<Receipt> mayAnswer,
      Consumer<IntakeAnswer> told) {
    String token = settings.secret(Setting.WHATSAPP_VERIFY_TOKEN).map(Secret::reveal).orElse(null);
    var random = new SecureRandom();
    var intake =
        new WebhookIntake(
            spool,
            DeskParts.signature(settings),
            () -> id(random),
            clock,
            new SimpleMeterRegistry());
    return new IntakeWebhookDoor(new WebhookVerification(token), intake, mayAnswer, told);
  }

  private boolean sealedInTime(Receipt receipt) {
    long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (parts.sources().sealed(receipt)) {
          return true;
        }
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private Optional<Instant> searchableUpTo() {
    return reading.shadow().searchableUpTo(reading.archiver().oldestUnsealed());
  }

  private String id() {
    return id(random);
  }

  private static String id(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
