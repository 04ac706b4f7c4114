package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.CanonicalRecord;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exported chat: a text, or a zip that holds one with its files. Reads it as often as asked,
 * each time in one pass with memory for one window, and never writes anything anywhere.
 *
 * <p>Refuses what is no export with {@link ArchiveException} INVALID and a reason that a person
 * understands. Not thread-safe.
 */
public final class ExportFile implements Closeable {
  private final String name;
  private final String textName;
  private final TextSource text;
  private final @Nullable ExportZip zip;
  private final boolean decoded;

  private ExportFile(
      String name, String textName, TextSource text, @Nullable ExportZip zip, boolean decoded) {
    this.decoded = decoded;
    this.name = name;
    this.textName = textName;
    this.text = text;
    this.zip = zip;
  }

  /** Opens a .txt or a .zip; which of the two is told by its first bytes. */
  public static ExportFile open(Path path) {
    return open(path, path.getFileName().toString());
  }

  /** As {@link #open(Path)}, with the text of a zip that a person chose, or null to find it. */
  public static ExportFile openText(Path path, @Nullable String wantedText) {
    return open(ExportSource.of(path), path.getFileName().toString(), wantedText);
  }

  /** As {@link #open(Path)}, for a file that is kept under another name than the user gave it. */
  public static ExportFile open(Path path, String name) {
    return open(ExportSource.of(path), name);
  }

  /** As {@link #open(Path)}, for bytes that lie elsewhere; nothing of them is copied. */
  public static ExportFile open(ExportSource source, String name) {
    return open(source, name, null);
  }

  /** As {@link #open(ExportSource, String)}, with the text of a zip that a person chose. */
  public static ExportFile open(ExportSource source, String name, @Nullable String wantedText) {
    try {
      if (ExportZip.isZip(source, name)) {
        ExportZip zip = ExportZip.open(source, name, wantedText);
        return new ExportFile(name, zip.text().name(), zip::openText, zip, false);
      }
      return new ExportFile(name, name, source::stream, null, false);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A text in memory. */
  public static ExportFile ofText(String name, byte[] text) {
    byte[] copy = text.clone();
    return new ExportFile(name, name, () -> new ByteArrayInputStream(copy), null, false);
  }

  /** The same export with a text of another encoding; it is read as UTF-8 from then on. */
  public ExportFile encoded(TextEncoding encoding) {
    return encoding == TextEncoding.UTF_8
        ? this
        : new ExportFile(name, textName, () -> encoding.decode(text.open()), zip, true);
  }

  /** Whether {@link #openText} gives the bytes of the file that was handed in. */
  public boolean isVerbatim() {
    return zip == null && !decoded;
  }

  /** Whether the text lies in a zip. */
  public boolean isZip() {
    return zip != null;
  }

  /** Files that came with the text, known by name only. */
  public Map<String, AttachmentFact> attachmentFacts() {
    return AttachmentFact.present(attachments());
  }

  /** Name of the file that was handed in. */
  public String name() {
    return name;
  }

  /** Name of the text: the file's own, or that of its entry in the zip. */
  public String textName() {
    return textName;
  }

  /**
   * Names of the texts of a zip that could be the chat, the one that is read first; one when there
   * is no doubt.
   */
  public List<String> textCandidates() {
    return zip == null ? List.of(textName) : zip.text().candidates();
  }

  /** The bytes of the text from its beginning. */
  public InputStream openText() {
    try {
      return text.open();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Names of the files that came with the text. */
  public List<String> attachments() {
    return zip == null ? List.of() : zip.attachments();
  }

  /** The bytes of a file that came with the text. */
  public InputStream openAttachment(String attachment) {
    if (zip == null) {
      throw new ArchiveException(Category.NOT_FOUND, "this export has no files beside its text");
    }
    try {
      return zip.open(attachment);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Reads all files that came with the text and hashes them. */
  public Map<String, AttachmentFact> hashAttachments() {
    try {
      return zip == null ? Map.of() : zip.hash();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Decides everything that is decided once for the file. */
  public ExportPlan plan(ExportOptions options) {
    try {
      return new Analysis(text, titleSource(), written(options)).plan(options);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A zip says when its text was written; a person knows better. */
  private @Nullable ExportDate written(ExportOptions options) {
    ExportDate told = options.exported();
    if (zip == null || (told != null && told.exact())) {
      return told;
    }
    OptionalLong day = zip.writtenDay(textName);
    return day.isEmpty() ? told : ExportDate.on(LocalDate.ofEpochDay(day.getAsLong()));
  }

  /** An iPhone calls every text {@code _chat.txt}; then the zip's name says whose chat it is. */
  private String titleSource() {
    return ConversationGuess.title(textName).isPresent() ? textName : name;
  }

  /** What the export holds. Files are looked up by name, not read. */
  public ExportPreview preview(ExportOptions options) {
    return preview(plan(options), options);
  }

  /** As {@link #preview(ExportOptions)}, with a plan that was made before. */
  public ExportPreview preview(ExportPlan plan, ExportOptions options) {
    var context =
        new SliceContext(plan, ExportSlice.START, options.account(), false, attachmentFacts());
    var pass = new PreviewPass(context, options.identity());
    try (InputStream in = text.open()) {
      pass.read(new RecordScanner(in, plan.template(), plan.framing()));
    } catch (IOException e) {
      throw unreadable(e);
    }
    return pass.preview(this);
  }

  /** All records in the file's order, with the hashes of the files that came with it. */
  public void records(ExportOptions options, Consumer<CanonicalRecord> sink) {
    records(plan(options), options, hashAttachments(), sink);
  }

  /** All records in the file's order, after a plan, with facts about files by their names. */
  public void records(
      ExportPlan plan,
      ExportOptions options,
      Map<String, AttachmentFact> facts,
      Consumer<CanonicalRecord> sink) {
    var context =
        new SliceContext(plan, ExportSlice.START, options.account(), options.includeRaw(), facts);
    var maker = new RecordMaker(context, options.identity());
    try (InputStream in = text.open()) {
      var scanner = new RecordScanner(in, plan.template(), plan.framing());
      while (scanner.next()) {
        maker.make(scanner.frame(), scanner.following(), sink);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * All records as {@link #records} gives them, as lines of JSON in the file's order.
   *
   * @param threads how many read at once; the lines are the same with any number
   */
  public void lines(
      ExportPlan plan,
      ExportOptions options,
      Map<String, AttachmentFact> facts,
      int threads,
      ExportLines out) {
    var whole =
        new SliceContext(plan, ExportSlice.START, options.account(), options.includeRaw(), facts);
    try (InputStream in = text.open();
        var together = new SideBySide(whole, options.identity(), threads)) {
      var scanner = new RecordScanner(in, plan.template(), plan.framing());
      together.read(new SliceChunks(plan, scanner), out);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Walks all records in the file's order, after a plan, without making anything of them. */
  public ExportCursor cursor(ExportPlan plan) {
    try {
      return new ExportCursor(text.open(), plan);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Cuts the text at records, in order and without a hole.
   *
   * @param maxRecords most records that a slice yields; a capture's limit at most
   * @param maxBytes most bytes of a slice; a capture's limit at most, and at least 2 MiB, for a
   *     record and a run of equal time stamps are not cut
   */
  public List<ExportSlice> slices(ExportPlan plan, int maxRecords, int maxBytes) {
    var slices = new ArrayList<ExportSlice>();
    try (InputStream in = text.open()) {
      new SlicePlanner(plan, maxRecords, maxBytes, slices::add)
          .plan(new RecordScanner(in, plan.template(), plan.framing()));
    } catch (IOException e) {
      throw unreadable(e);
    }
    return slices;
  }

  private static ArchiveException unreadable(IOException e) {
    return new ArchiveException(
        Category.INVALID, "the export cannot be read to its end: it is damaged or incomplete", e);
  }

  @Override
  public void close() {
    if (zip != null) {
      zip.close();
    }
  }
}
