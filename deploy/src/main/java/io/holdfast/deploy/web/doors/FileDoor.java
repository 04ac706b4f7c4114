package io.holdfast.deploy.web.doors;

import io.holdfast.archive.IntegrityException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Opens files that belong to records. Thread-safe; blocks. */
@FunctionalInterface
public interface FileDoor {
  /**
   * Opens a file.
   *
   * @param record id of a record with attachments; the file may have come later than it
   * @param number of the attachment, from 0
   * @throws IntegrityException when what is stored is not what the ledger names
   */
  Finding open(Asker asker, String record, int number) throws IntegrityException;

  /** What is known of a file. */
  sealed interface Finding {
    /** It is kept. */
    record Kept(File file) implements Finding {}

    /**
     * The record names it, and the archive does not have it.
     *
     * @param state {@code pending missing omitted too-large}
     */
    record NotKept(String state) implements Finding {}

    /** The archive has no such record now, or the record no such file. */
    record Unknown() implements Finding {}
  }

  /**
   * A file that is open.
   *
   * @param name as the source wrote it; absent when it gave none
   * @param mediaType as declared, not checked
   * @param size in bytes
   * @param content whoever gets it closes it; a chunk that was changed ends it with an exception
   */
  record File(
      @Nullable String name, @Nullable String mediaType, @Nullable Long size, InputStream content) {
    /** Safe to print: no name. */
    @Override
    public String toString() {
      return "file of " + size + " bytes";
    }
  }
}
