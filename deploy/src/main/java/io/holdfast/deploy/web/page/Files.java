package io.holdfast.deploy.web.page;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.deploy.web.doors.ConversationDoor.Entry;
import io.holdfast.deploy.web.page.Bubble.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a record, with those that came after it in the place that the record names. */
record Files(Words words) {
  List<File> of(Entry entry) {
    var files = new ArrayList<File>();
    CanonicalRecord record = entry.record();
    for (int number = 0; number < record.attachments().size(); number++) {
      Attachment declared = record.attachments().get(number);
      Attachment shown =
          declared.state() == State.PENDING
              ? later(entry.files(), number).orElse(declared)
              : declared;
      files.add(file(record.id(), number, declared, shown));
    }
    return files;
  }

  /** What became of a file; that it came counts more than that it was given up. */
  private static Optional<Attachment> later(List<CanonicalRecord> records, int number) {
    return records.stream()
        .filter(record -> number(record) == number && !record.attachments().isEmpty())
        .map(record -> record.attachments().getFirst())
        .min(Comparator.comparing((Attachment file) -> !isKept(file)));
  }

  private static int number(CanonicalRecord record) {
    return record.extra() == null ? 0 : record.extra().path("media").path("attachment").asInt(0);
  }

  private static boolean isKept(Attachment file) {
    return file.state() == State.STORED || file.state() == State.MISMATCH;
  }

  private File file(String record, int number, Attachment declared, Attachment shown) {
    String type = Objects.requireNonNullElse(shown.mediaType(), "");
    String name = declared.name();
    boolean lost = declared.state() == State.PENDING && shown.state() == State.MISSING;
    return new File(
        name == null ? words.say("file.unnamed") : name,
        type.contains(";") ? type.substring(0, type.indexOf(';')) : type,
        shown.size(),
        lost ? "lost" : shown.state().code(),
        address(record, number, shown));
  }

  private static @Nullable String address(String record, int number, Attachment shown) {
    return isKept(shown) ? "/records/" + record + "/attachments/" + number : null;
  }
}
