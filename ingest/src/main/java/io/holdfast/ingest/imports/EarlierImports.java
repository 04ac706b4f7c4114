package io.holdfast.ingest.imports;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.ingest.export.ExportOverlap;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.export.ExportPreview.Participant;
import io.holdfast.ingest.export.ExportRefusal;
import io.holdfast.ingest.imports.ImportJob.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds earlier imports of the same chat and compares them line by line. A file whose records were
 * destroyed meanwhile is not there any more and is passed over. Thread-safe.
 */
final class EarlierImports {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierImports.class);

  /** So many are read again for one import. */
  private static final int MOST = 10;

  private final ImportJobs jobs;
  private final ExportArchiving archiving;
  private final Function<ImportJob, BlobReference> staged;

  EarlierImports(
      ImportJobs jobs, ExportArchiving archiving, Function<ImportJob, BlobReference> staged) {
    this.jobs = jobs;
    this.archiving = archiving;
    this.staged = staged;
  }

  /** Those that share messages with this one, and those of the same name that leave a hole. */
  List<EarlierImport> of(ImportJob job) {
    ExportPreview mine = job.preview();
    if (mine == null || mine.messages() == 0) {
      return List.of();
    }
    var found = new ArrayList<EarlierImport>();
    jobs.all().stream()
        .filter(other -> isEarlier(other, job) && mayBeOneChat(other.preview(), mine))
        .sorted(
            Comparator.comparing((ImportJob other) -> !isSameChat(other.preview(), mine))
                .thenComparing(ImportJob::startedAt, Comparator.reverseOrder()))
        .limit(MOST)
        .forEach(other -> compare(other, job, mine, found));
    return List.copyOf(found);
  }

  private static boolean isEarlier(ImportJob other, ImportJob job) {
    boolean kept = other.state() == State.DONE || other.state() == State.ARCHIVING;
    return kept && !other.id().equals(job.id()) && !other.startedAt().isAfter(job.startedAt());
  }

  /** The chat or somebody in it has the same name; whose phone it was need not be the same. */
  private static boolean mayBeOneChat(@Nullable ExportPreview other, ExportPreview mine) {
    if (other == null) {
      return false;
    }
    Set<String> shared = new HashSet<>(names(other));
    shared.retainAll(names(mine));
    return !shared.isEmpty() || isSameChat(other, mine);
  }

  /** By its name; without one by the people in it. */
  private static boolean isSameChat(@Nullable ExportPreview other, ExportPreview mine) {
    return other != null
        && (other.conversation().equals(mine.conversation())
            || (other.title() != null && other.title().equalsIgnoreCase(mine.title()))
            || (other.title() == null && mine.title() == null && names(other).equals(names(mine))));
  }

  private static Set<String> names(ExportPreview preview) {
    return preview.participants().stream()
        .map(Participant::name)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private void compare(
      ImportJob other, ImportJob job, ExportPreview mine, List<EarlierImport> found) {
    try {
      ExportOverlap overlap = archiving.overlap(other, staged.apply(other), job, staged.apply(job));
      boolean hole = overlap.verdict().equals("hole") && isSameChat(other.preview(), mine);
      if (overlap.joined() || hole) {
        found.add(new EarlierImport(other.id(), other.fileName(), other.startedAt(), overlap));
      }
    } catch (ArchiveException e) {
      if (e.category() == Category.UNAVAILABLE) {
        throw e; // the import waits, and is compared when the file can be read again
      }
      String why = ExportRefusal.codeOf(e).orElse(e.category().name());
      LOG.info("{} is not compared with {}: {}", job, other, why);
    }
  }
}
