package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.Checkpoints;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.StreamId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of checkpoints: signed notes one after the other, blank lines between them or none.
 * Anything else is refused: a checkpoint that was skipped would be a check that nobody made.
 */
final class KeptCheckpoints {
  private static final Pattern NOTE =
      Pattern.compile("([^\\n]+)\\n[^\\n]+\\n[^\\n]+\\n\\n\u2014 [^\\n]+\\n");

  private KeptCheckpoints() {}

  static List<Checkpoint> read(Path file, String text, Genesis genesis) throws IntegrityException {
    var checkpoints = new ArrayList<Checkpoint>();
    String whole = text.endsWith("\n") ? text : text + "\n";
    Matcher note = NOTE.matcher(whole);
    int at = skipBlank(whole, 0);
    while (at < whole.length()) {
      if (!note.region(at, whole.length()).lookingAt()) {
        throw noNote(file, whole, at);
      }
      checkpoints.add(open(note, genesis, noNote(file, whole, at)));
      at = skipBlank(whole, note.end());
    }
    if (checkpoints.isEmpty()) {
      throw new ArchiveException(
          Category.INVALID, "The checkpoint file " + file + " holds no checkpoint.");
    }
    return checkpoints;
  }

  private static Checkpoint open(Matcher note, Genesis genesis, ArchiveException noNote)
      throws IntegrityException {
    String origin = note.group(1);
    if (!origin.startsWith("holdfast/")) {
      throw noNote;
    }
    String id = genesis.archive();
    if (!origin.startsWith("holdfast/" + id + "/")) {
      throw new IntegrityException("the checkpoint " + origin + " is another archive's");
    }
    StreamId stream;
    try {
      stream = StreamId.parse(origin.substring(origin.lastIndexOf('/') + 1));
    } catch (IllegalArgumentException e) {
      noNote.addSuppressed(e);
      throw noNote;
    }
    return Checkpoints.open(id, stream, note.group(), genesis.verifyingKey());
  }

  private static ArchiveException noNote(Path file, String text, int at) {
    long line = text.substring(0, at).lines().count() + 1;
    return new ArchiveException(
        Category.INVALID,
        "The checkpoint file "
            + file
            + " has something at line "
            + line
            + " that is no signed checkpoint; leave only whole checkpoints in it.");
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at;
  }
}
