package io.holdfast.ingest.imports;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.keys.KeyVault;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.export.ExportRefusal;
import io.holdfast.ingest.imports.ImportJob.State;
import io.holdfast.ingest.imports.ImportJob.Wanted;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes exported chats in. A file is streamed into encrypted, unlocked staging, looked at, decided,
 * and only then cut into captures; nothing is sealed or searchable before the decision. Imports
 * survive a restart: {@link #resume} takes up what was under way. One at a time is archived.
 * Thread-safe.
 */
public final class ImportDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
  private static final String CONTEXT = "holdfast staged import ";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final ImportJobs jobs;
  private final BlobWriter blobs;
  private final KeyVault vault;
  private final ExportArchiving archiving;
  private final Chance chance;
  private final EarlierImports earlier;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("imports").factory());

  /** Where times and random ids (32 hex digits) come from. */
  public record Chance(InstantSource clock, Supplier<String> ids) {}

  /** A desk. */
  public ImportDesk(
      ImportJobs jobs, BlobWriter blobs, KeyVault vault, ExportArchiving archiving, Chance chance) {
    this.jobs = jobs;
    this.blobs = blobs;
    this.vault = vault;
    this.archiving = archiving;
    this.chance = chance;
    this.earlier = new EarlierImports(jobs, archiving, this::staged);
  }

  /**
   * Streams a file into staging and looks at it.
   *
   * @param wanted asked for after the file was read to its end
   * @return the import's id; its state says what comes next
   */
  public String receive(String person, String fileName, InputStream file, Supplier<Wanted> wanted) {
    String id = chance.ids().get();
    ImportJob job = ImportJob.begin(id, baseName(fileName), person, chance.clock().instant());
    jobs.save(job);
    try {
      ObjectKey name = LedgerNames.blob(chance.ids().get());
      BlobWriter.Written written = blobs.write(name, file, Protection.none());
      job =
          job.withStaged(written.size(), written.sha256(), wrap(id, written.reference()))
              .withWanted(wanted.get());
      jobs.save(job);
    } catch (RuntimeException e) {
      jobs.save(failed(job, e));
      throw e;
    }
    ImportJob staged = job;
    begin(staged, () -> look(staged));
    return id;
  }

  /** Takes up what was under way when the program stopped. */
  public void resume() {
    for (ImportJob job : jobs.all()) {
      switch (job.state()) {
        case RECEIVING -> {
          if (job.staged() == null) {
            jobs.save(
                job.finished(
                    State.FAILED,
                    chance.clock().instant(),
                    "The upload was cut off. Nothing of it was kept; upload the file again."));
          } else {
            begin(job, () -> look(job));
          }
        }
        case ARCHIVING -> begin(job, () -> archive(job));
        case NEEDS_DECISION, DONE, FAILED -> {
          // waits for a person, or is over
        }
      }
    }
  }

  /** Imports, newest first. */
  public List<ImportJob> all() {
    return jobs.all();
  }

  /** One import. */
  public Optional<ImportJob> find(String id) {
    return jobs.find(id);
  }

  /** Both readings of an undecided file, with their first lines. */
  public List<ExportArchiving.Reading> readings(String id) {
    ImportJob job = require(id);
    return job.state() == State.NEEDS_DECISION ? archiving.readings(job, staged(job)) : List.of();
  }

  /** Answers what was asked about a file; from then on it is archived. */
  public synchronized ImportJob decide(String id, Wanted answer) {
    ImportJob job = require(id); // looked at under the lock: two answers must not both count
    if (job.state() != State.NEEDS_DECISION) {
      throw new ArchiveException(
          Category.CONFLICT,
          "This import is " + job.state().code() + ": there is nothing to decide.");
    }
    ImportJob decided = job.withWanted(job.wanted().overriddenBy(answer));
    // the answer may choose another text, so everything is looked at anew
    ExportPreview preview = archiving.preview(decided, staged(decided));
    decided
        .question(preview)
        .ifPresent(
            open -> {
              throw new ArchiveException(Category.INVALID, open);
            });
    ImportJob going = decided.withPreview(preview).with(State.ARCHIVING);
    jobs.save(going);
    begin(going, () -> archiveDecided(going));
    return going;
  }

  /** Something that a worker does for an import. */
  private interface Step {
    void run() throws InterruptedException;
  }

  /**
   * Does a step on the worker. What only is not there at the moment is waited for: all that a step
   * does it can do again.
   */
  private void begin(ImportJob job, Step step) {
    worker.execute(
        () -> {
          Duration pause = FIRST_PAUSE;
          while (!done(job, step)) {
            try {
              Thread.sleep(pause);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt(); // taken up again by the next start
              return;
            }
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
          }
        });
  }

  /** Returns whether the step is over, one way or the other. */
  private boolean done(ImportJob job, Step step) {
    try {
      step.run();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // taken up again by the next start
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      return worker.isShutdown() || failedForGood(job, e);
    }
  }

  private boolean failedForGood(ImportJob job, Throwable e) {
    try {
      if (!isPassing(e)) {
        stop(job, e);
        return true;
      }
      LOG.warn("{} waits: something it needs does not answer", job.id());
    } catch (RuntimeException unsaved) {
      String why = LoggedTrouble.whole(unsaved);
      LOG.error("{} failed, and that cannot be written down: {}", job.id(), why);
      return !isPassing(unsaved);
    }
    return false;
  }

  private static boolean isPassing(Throwable e) {
    return e instanceof ArchiveException known && known.category() == Category.UNAVAILABLE;
  }

  /** With other dates another text may join another import. */
  private void archiveDecided(ImportJob job) throws InterruptedException {
    ImportJob compared = job.withEarlier(earlier.of(job));
    jobs.save(compared);
    archive(compared);
  }

  private void look(ImportJob job) throws InterruptedException {
    ImportJob known = jobs.find(job.id()).orElse(job);
    if (known.state() == State.ARCHIVING) {
      archive(known); // it was looked at before something was missing
      return;
    }
    ExportPreview preview = archiving.preview(job, staged(job));
    ImportJob looked = job.withPreview(preview);
    ImportJob seen = looked.withEarlier(earlier.of(looked));
    if (job.question(preview).isPresent()) {
      jobs.save(seen.with(State.NEEDS_DECISION));
      LOG.info("{} waits for a decision", job.id());
    } else {
      jobs.save(seen.with(State.ARCHIVING));
      archive(seen.with(State.ARCHIVING));
    }
  }

  private void archive(ImportJob job) throws InterruptedException {
    ImportJob done = archiving.archive(job, staged(job), jobs::save);
    jobs.save(done.finished(State.DONE, chance.clock().instant(), null));
    LOG.info("{} is archived: {} captures", job.id(), done.slices());
  }

  private void stop(ImportJob job, Throwable e) {
    String why = ExportRefusal.codeOf(e).orElseGet(() -> LoggedTrouble.whole(e));
    LOG.warn("{} failed: {}", job.id(), why);
    ImportJob latest = jobs.find(job.id()).orElse(job);
    jobs.save(failed(latest, e));
  }

  private ImportJob failed(ImportJob job, Throwable e) {
    String why =
        e instanceof ArchiveException known
            ? String.valueOf(known.getMessage())
            : "The file could not be read (" + e.getClass().getSimpleName() + ").";
    return job.finished(State.FAILED, chance.clock().instant(), why)
        .withFailureCode(ExportRefusal.codeOf(e).orElse(null));
  }

  private ImportJob require(String id) {
    return jobs.find(id)
        .orElseThrow(
            () -> new ArchiveException(Category.NOT_FOUND, "There is no import " + id + "."));
  }

  private Bytes wrap(String id, BlobReference reference) {
    return vault.wrap(Bytes.wrap(RecordJson.mapper().writeValueAsBytes(reference)), CONTEXT + id);
  }

  private BlobReference staged(ImportJob job) {
    if (job.staged() == null) {
      throw new ArchiveException(Category.NOT_FOUND, "The staged file of this import is gone.");
    }
    try {
      Bytes reference = vault.unwrap(job.staged(), CONTEXT + job.id());
      return RecordJson.mapper().readValue(reference.toArray(), BlobReference.class);
    } catch (IntegrityException e) {
      throw new ArchiveException(
          Category.INVALID, "The staged file's key does not open in this key vault.", e);
    }
  }

  /** The name without folders, whichever way they are written. */
  private static String baseName(String fileName) {
    int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    String name = fileName.substring(slash + 1).strip();
    return name.isEmpty() ? "export" : name;
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("an import did not stop in time and is taken up at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
