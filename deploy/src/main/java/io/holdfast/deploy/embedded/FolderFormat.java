package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The file `holdfast.json` of a data folder.
 *
 * @param format counts up whenever an older program could no longer read the folder
 * @param purpose what the folder was made for
 * @param created when, in UTC
 */
record FolderFormat(int format, Purpose purpose, Instant created) {
  private static final String NAME = "holdfast.json";

  /** As written: lower case, text only. */
  private record Written(int format, @Nullable String purpose, @Nullable String created) {}

  static boolean exists(Path root) {
    return Files.exists(root.resolve(NAME));
  }

  static Optional<FolderFormat> read(Path root) {
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Written written = RecordJson.mapper().readValue(Files.readAllBytes(file), Written.class);
      if (written.purpose == null || written.created == null) {
        throw unreadable(file, null);
      }
      return Optional.of(
          new FolderFormat(
              written.format,
              Purpose.valueOf(written.purpose.toUpperCase(Locale.ROOT)),
              Instant.parse(written.created)));
    } catch (IOException | JacksonException | IllegalArgumentException | DateTimeParseException e) {
      throw unreadable(file, e);
    }
  }

  static FolderFormat openOrCreate(
      Path root, Purpose purpose, Clock clock, DataFolder.Rules rules) {
    Optional<FolderFormat> found = read(root);
    if (found.isEmpty()) {
      FolderFormat fresh = new FolderFormat(rules.format(), purpose, clock.instant());
      fresh.write(root);
      return fresh;
    }
    FolderFormat existing = found.get();
    if (existing.purpose != purpose) {
      throw new ArchiveException(
          Category.REFUSED,
          "%s was made for %s and cannot be used for %s: name another folder with --data."
              .formatted(root, existing.purpose.text(), purpose.text()));
    }
    if (existing.format > rules.format()) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "%s has format %d, written by a newer Holdfast; this one knows up to %d: install the newer one."
              .formatted(root, existing.format, rules.format()));
    }
    return existing.carriedForward(root, rules);
  }

  private FolderFormat carriedForward(Path root, DataFolder.Rules rules) {
    FolderFormat now = this;
    while (now.format < rules.format()) {
      int from = now.format;
      rules.steps().stream()
          .filter(step -> step.from() == from)
          .findFirst()
          .orElseThrow(
              () ->
                  new ArchiveException(
                      Category.MISCONFIGURED,
                      "%s has format %d, which this Holdfast no longer carries forward: use an older release first."
                          .formatted(root, from)))
          .apply(root);
      now = new FolderFormat(from + 1, now.purpose, now.created);
      now.write(root);
    }
    return now;
  }

  private void write(Path root) {
    OwnerFiles.write(
        root.resolve(NAME),
        RecordJson.mapper()
            .writeValueAsBytes(new Written(format, purpose.text(), created.toString())));
  }

  private static ArchiveException unreadable(Path file, @Nullable Exception cause) {
    return new ArchiveException(
        Category.MISCONFIGURED,
        "%s cannot be read as Holdfast's format file: restore it from a backup.".formatted(file),
        cause);
  }
}
