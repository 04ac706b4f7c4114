package io.holdfast.ingest.export;

import io.holdfast.archive.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person should know before an export is archived, and a reader of the archive afterwards:
 * what was odd, where, and what such a file can never say. Lists of places are cut at {@link
 * Places#MOST}; their counts are not.
 *
 * @param sha256 of the file as it was handed in, or null when it was not read for this
 * @param texts names of the texts of a zip that could be the chat, the one that was read first
 * @param unknown lines of no known kind: system lines outside the catalogue, text that is no record
 * @param embedded records that hold lines which look like a header
 * @param doubtful records that may be part of the message in front of them
 * @param cannotCarry stable codes of what no file of this kind carries
 * @param otherForms headers of other forms than the file's own
 * @param otherEncoding whether all bytes beyond ASCII are no UTF-8, so that the text may be of
 *     another encoding
 */
public record ExportReport(
    @Nullable Sha256 sha256,
    List<String> texts,
    Votes votes,
    Places unknown,
    Places embedded,
    Places doubtful,
    Orphans orphans,
    Inversions inversions,
    Truncation truncation,
    List<String> cannotCarry,
    Forms otherForms,
    boolean otherEncoding) {
  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public ExportReport {
    texts = texts == null ? List.of() : List.copyOf(texts);
    cannotCarry = cannotCarry == null ? List.of() : List.copyOf(cannotCarry);
    otherForms = otherForms == null ? Forms.NONE : otherForms;
  }

  ExportReport withSha256(Sha256 hash) {
    return new ExportReport(
        hash,
        texts,
        votes,
        unknown,
        embedded,
        doubtful,
        orphans,
        inversions,
        truncation,
        cannotCarry,
        otherForms,
        otherEncoding);
  }

  /**
   * Headers of other forms than the file's own. A phone writes all of a file alike: where there are
   * many, or some in front of the first record, the file was put together of several, and what
   * follows such a header is read as part of the message it stands in.
   *
   * @param forms most lines first
   * @param inFront lines that stand in front of the first record
   * @param many whether a person must say that the file is to be read so
   */
  public record Forms(List<Form> forms, long inFront, boolean many) {
    static final Forms NONE = new Forms(List.of(), 0, false);

    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Forms {
      forms = forms == null ? List.of() : List.copyOf(forms);
    }

    /** All lines of all forms. */
    public long lines() {
      return forms.stream().mapToLong(Form::lines).sum();
    }
  }

  /**
   * A form of headers.
   *
   * @param header as a person can read it
   * @param firstLine number of its first line, from 1
   */
  public record Form(String header, long lines, long firstLine) {}

  /**
   * How often something occurs, and the first lines of the text where it does.
   *
   * @param lines numbers of lines, from 1
   */
  public record Places(long count, List<Long> lines) {
    static final int MOST = 100;

    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Places {
      lines = lines == null ? List.of() : List.copyOf(lines);
    }
  }

  /**
   * What speaks for each order of day and month.
   *
   * @param headers headers that were read
   * @param dates changes of the date among them
   */
  public record Votes(long headers, long dates, List<OrderVotes> orders) {
    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Votes {
      orders = orders == null ? List.of() : List.copyOf(orders);
    }
  }

  /**
   * What speaks for and against one order.
   *
   * @param impossible dates that do not exist in this order, or lie before the platform began
   * @param days sum of the days between neighbours; the right order makes it small
   * @param mediaNames attachments whose names say the same day in this order alone
   */
  public record OrderVotes(String order, long impossible, long days, long mediaNames) {}

  /**
   * Files and lines that do not find each other.
   *
   * @param files files that no line names, by name
   * @param lines lines whose file is not there although it was not left out on purpose
   */
  public record Orphans(List<String> files, List<MissingFile> lines) {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Orphans {
      files = files == null ? List.of() : List.copyOf(files);
      lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** Safe to print: no names. */
    @Override
    public String toString() {
      return "Orphans[" + files.size() + ", " + lines.size() + "]";
    }
  }

  /** A line that names a file which is not there. */
  public record MissingFile(long line, String name) {
    /** Safe to print: no name. */
    @Override
    public String toString() {
      return "MissingFile[" + line + "]";
    }
  }

  /**
   * Records that are older than the one in front of them. Delayed messages and changed clocks make
   * some; they are never put right.
   *
   * @param largestSeconds the farthest step back
   * @param largestLine where it is, or null when there is none
   */
  public record Inversions(long count, long largestSeconds, @Nullable Long largestLine) {}

  /**
   * Whether the file may lack the chat's older part: nothing in a file says that it was cut.
   *
   * @param signs {@code near-cap-10000}, {@code near-cap-40000}, {@code no-beginning-notice}
   * @param beginning the notice that stands at the beginning of chats, or null
   */
  public record Truncation(List<String> signs, @Nullable String beginning) {
    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Truncation {
      signs = signs == null ? List.of() : List.copyOf(signs);
    }

    /** Whether anything speaks for it. */
    public boolean suspected() {
      return !signs.isEmpty();
    }
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "ExportReport[" + unknown.count() + " unknown, " + orphans + "]";
  }
}
