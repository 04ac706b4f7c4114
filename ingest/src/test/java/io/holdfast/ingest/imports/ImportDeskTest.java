package io.holdfast.ingest.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.file.FileWormStore;
import io.holdfast.ingest.imports.ImportJob.Hints;
import io.holdfast.ingest.imports.ImportJob.State;
import io.holdfast.ingest.imports.ImportJob.Wanted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk on a real store, with a spool that only counts. */
@NullUnmarked
class ImportDeskTest {
  private static final String OPEN =
      """
      02/03/2026, 18:12 - Owen: You around?
      03/04/2026, 07:58 - Dora: Same terms
      04/05/2026, 21:40 - Owen: Arrived
      """;
  private static final String CLEAR = "31/01/2026, 18:12 - Owen: You around?\n";

  private final TestClock clock = TestClock.at("2026-06-01T00:00:00Z");
  private final SecureRandom random = new SecureRandom();
  private final List<Capture> captures = new CopyOnWriteArrayList<>();
  private final Map<String, ImportJob> jobs = new ConcurrentHashMap<>();
  private final Deque<RuntimeException> troubles = new ConcurrentLinkedDeque<>();
  private final Deque<RuntimeException> unsaved = new ConcurrentLinkedDeque<>();
  private final Reached reach = new Reached();

  @TempDir Path folder;
  private WormStore store;
  private ExportArchiving archiving;
  private ImportDesk desk;

  @BeforeEach
  void open() throws IOException {
    store = new FileWormStore(folder.resolve("store"), clock);
    Path temporary = Files.createDirectory(folder.resolve("incoming"));
    var blobs = new BlobWriter(store, temporary, random, clock);
    archiving =
        new ExportArchiving(
            store,
            blobs,
            this::append,
            reach,
            new ExportArchiving.Defaults(ZoneId.of("UTC"), RecordIdentity.published(), clock));
    desk =
        new ImportDesk(
            new Jobs(),
            blobs,
            LocalKeyVault.create(folder.resolve("vault.key"), random),
            archiving,
            new ImportDesk.Chance(clock, this::id));
  }

  @AfterEach
  void close() {
    desk.close();
    store.close();
  }

  private Receipt append(Topic topic, Capture capture) {
    trouble();
    captures.add(capture);
    return new Receipt(capture.id(), topic, 0, captures.size());
  }

  /** Throws what the test has prepared, once each. */
  private void trouble() {
    RuntimeException next = troubles.poll();
    if (next != null) {
      throw next;
    }
  }

  /** How far the archive has come; the test says. */
  private static final class Reached implements Reach {
    private volatile long sealedTo = Long.MAX_VALUE;
    private volatile long searchableTo = Long.MAX_VALUE;

    @Override
    public boolean sealed(Receipt receipt) {
      return receipt.offset() <= sealedTo;
    }

    @Override
    public boolean searchable(Receipt receipt) {
      return receipt.offset() <= searchableTo;
    }
  }

  private String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private final class Jobs implements ImportJobs {
    @Override
    public void save(ImportJob job) {
      RuntimeException next = job.state() == State.FAILED ? unsaved.poll() : null;
      if (next != null) {
        throw next;
      }
      jobs.put(job.id(), job);
    }

    @Override
    public Optional<ImportJob> find(String id) {
      return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public List<ImportJob> all() {
      return List.copyOf(jobs.values());
    }
  }

  private ImportJob handIn(String name, byte[] file, State expected) {
    String id = desk.receive("Ann", name, new ByteArrayInputStream(file), () -> Wanted.NOTHING);
    await().until(() -> desk.find(id).orElseThrow().state() == expected);
    return desk.find(id).orElseThrow();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(utf8(file.getValue()));
      }
    }
    return bytes.toByteArray();
  }

  private static String talk(int from, int to) {
    var text = new StringBuilder();
    for (int day = from; day <= to; day++) {
      text.append("%d/01/2026, 18:12 - Owen: What of lot %d?\n".formatted(day, day));
      text.append("%d/01/2026, 18:13 - Dora: Lot %d is sold\n".formatted(day, day));
    }
    return text.toString();
  }

  @Test
  void anImportSaysWhetherItJoinsWithEarlierOnesOfTheSameChat() {
    ImportJob old = handIn("old.txt", utf8(talk(13, 17)), State.DONE);
    assertThat(old.earlier()).isEmpty();
    handIn("other.txt", utf8("31/01/2026, 18:12 - Ines: Lunch?\n"), State.DONE);
    handIn("failed.zip", utf8("PK no zip"), State.FAILED);

    clock.advance(Duration.ofMinutes(1));
    ImportJob next = handIn("next.txt", utf8(talk(16, 20)), State.DONE);
    assertThat(next.earlier())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(old.id());
              assertThat(one.fileName()).isEqualTo("old.txt");
              assertThat(one.overlap().verdict()).isEqualTo("joined");
              assertThat(one.overlap().shared()).isEqualTo(4);
              assertThat(one.overlap().first().to()).isEqualTo("2026-01-17T18:13");
            });

    clock.advance(Duration.ofMinutes(1));
    ImportJob far = handIn("far.txt", utf8(talk(25, 28)), State.DONE);
    assertThat(far.earlier())
        .extracting(one -> one.fileName() + " " + one.overlap().verdict())
        .containsExactly("next.txt hole", "old.txt hole");
  }

  @Test
  void anImportWhoseFileIsGoneIsNotCompared() {
    ImportJob old = handIn("old.txt", utf8(talk(13, 17)), State.DONE);
    for (ObjectKey key : store.list("", Optional.empty(), 1000)) {
      jobs.put(old.id(), old); // as after the disposal of all its records
      clock.advance(Duration.ofDays(40));
      store.delete(key);
    }
    ImportJob next = handIn("next.txt", utf8(talk(16, 20)), State.DONE);
    assertThat(next.earlier()).isEmpty();
  }

  @Test
  void nothingIsSealedBeforeTheAnswer() {
    ImportJob waiting = handIn("chat.txt", utf8(OPEN), State.NEEDS_DECISION);
    assertThat(captures).isEmpty();
    List<ObjectKey> kept = store.list("", Optional.empty(), 1000);
    assertThat(kept).hasSize(1).allMatch(key -> key.toString().contains("blob"));
    assertThat(store.stat(kept.getFirst()).orElseThrow().protection().retainUntil()).isEmpty();
    assertThat(desk.readings(waiting.id())).hasSize(2);

    desk.decide(waiting.id(), new Wanted(null, "mdy", null, null, Hints.NONE));
    await().until(() -> desk.find(waiting.id()).orElseThrow().state() == State.DONE);
    assertThat(captures).hasSize(1);
    assertThat(new String(captures.getFirst().body().toArray(), StandardCharsets.UTF_8))
        .contains("\"order\":\"mdy\"");
    assertThatThrownBy(() -> desk.decide(waiting.id(), Wanted.NOTHING))
        .hasMessageContaining("nothing to decide");
  }

  @Test
  void anAnswerThatLeavesTheQuestionOpenArchivesNothing() {
    ImportJob waiting = handIn("chat.txt", utf8(OPEN), State.NEEDS_DECISION);
    assertThatThrownBy(
            () -> desk.decide(waiting.id(), new Wanted("UTC", null, null, null, Hints.NONE)))
        .hasMessageContaining("dateOrder");
    assertThat(captures).isEmpty();
    assertThat(desk.find(waiting.id()).orElseThrow().state()).isEqualTo(State.NEEDS_DECISION);
  }

  @Test
  void severalTextsAreAQuestionAndOneOfThemTheAnswer() throws IOException {
    byte[] two =
        zip(
            Map.of(
                "WhatsApp Chat with Owen.txt",
                CLEAR,
                "WhatsApp Chat with Dora.txt",
                CLEAR.repeat(3)));
    ImportJob waiting = handIn("two.zip", two, State.NEEDS_DECISION);
    assertThat(captures).isEmpty();
    assertThatThrownBy(
            () -> desk.decide(waiting.id(), new Wanted(null, "dmy", null, null, Hints.NONE)))
        .hasMessageContaining("text");

    desk.decide(
        waiting.id(), new Wanted(null, null, null, "WhatsApp Chat with Owen.txt", Hints.NONE));
    await().until(() -> desk.find(waiting.id()).orElseThrow().state() == State.DONE);
    ImportJob done = desk.find(waiting.id()).orElseThrow();
    assertThat(done.preview().title()).isEqualTo("Owen");
    assertThat(done.preview().records()).isEqualTo(1);
  }

  private static Wanted hinting(Hints hints) {
    return new Wanted(null, null, null, null, hints);
  }

  private ImportJob decided(ImportJob waiting, Hints hints) {
    desk.decide(waiting.id(), hinting(hints));
    await().until(() -> desk.find(waiting.id()).orElseThrow().state() == State.DONE);
    return desk.find(waiting.id()).orElseThrow();
  }

  @Test
  void lettersOfNoKnownEncodingAreAQuestion() throws IOException {
    byte[] windows = "31/01/2024, 21:01 - Zo\u00eb: d\u00e9j\u00e0 vu\n".getBytes(ISO_8859_1);
    ImportJob waiting = handIn("chat.txt", windows, State.NEEDS_DECISION);
    assertThatThrownBy(() -> desk.decide(waiting.id(), Wanted.NOTHING))
        .hasMessageContaining("encoding");
    assertThatThrownBy(() -> hinting(new Hints("klingon", null, null)))
        .hasMessageContaining("windows-1252");

    decided(waiting, new Hints("windows-1252", null, null));
    var reader = new ExportSliceReader(store, RecordIdentity.published());
    List<CanonicalRecord> records = reader.normalize(captures.getLast());
    assertThat(records.getLast().content().text()).isEqualTo("d\u00e9j\u00e0 vu");
    // the file itself is kept as it came, beside the text that slices are read from
    assertThat(records.getFirst().attachments()).hasSize(2);
    assertThat(records.getFirst().attachments().getFirst().size()).isEqualTo(windows.length);

    captures.clear();
    ImportJob asItIs = handIn("chat.txt", windows, State.NEEDS_DECISION);
    decided(asItIs, new Hints("utf-8", null, null));
    assertThat(reader.normalize(captures.getLast()).getLast().warnings())
        .anyMatch(warning -> warning.startsWith("broken-utf8: "));
  }

  @Test
  void headersOfAnotherFormAreAQuestion() {
    String other = "1/31/24, 9:05 PM - Eve: a\n";
    ImportJob waiting =
        handIn("chat.txt", utf8(CLEAR + other + other + other), State.NEEDS_DECISION);
    assertThat(captures).isEmpty();
    assertThatThrownBy(() -> desk.decide(waiting.id(), Wanted.NOTHING))
        .hasMessageContaining("otherForms");
    decided(waiting, new Hints(null, null, "keep"));
    assertThat(captures).hasSize(1);
  }

  @Test
  void aDayOfTheExportTellsTheYear() {
    String id =
        desk.receive(
            "Ann",
            "chat.txt",
            new ByteArrayInputStream(utf8("2 Sep 17:34 - Ana: one\n3 Sep 17:34 - Ben: two\n")),
            () -> hinting(new Hints(null, "2015-09-04", null)));
    await().until(() -> desk.find(id).orElseThrow().state() == State.DONE);
    assertThat(desk.find(id).orElseThrow().preview().first()).isEqualTo("2015-09-02T17:34");
    assertThatThrownBy(() -> new Hints(null, "4.9.2015", null)).hasMessageContaining("2024-03-15");
  }

  @Test
  void aClearFileIsArchivedWithItsReport() {
    ImportJob done = handIn("WhatsApp Chat with Owen.txt", utf8(CLEAR), State.DONE);
    assertThat(captures).hasSize(1);
    assertThat(done.preview().report().sha256()).isEqualTo(Sha256.of(utf8(CLEAR)));
    assertThat(done.preview().report().cannotCarry()).contains("reactions", "media");
  }

  @Test
  void aRefusalHasItsCode() {
    ImportJob failed = handIn("chat.zip", new byte[] {'P', 'K', 3, 4, 9, 9}, State.FAILED);
    assertThat(failed.failureCode()).isEqualTo("zip-cut-off");
    assertThat(failed.failure()).contains("copy it from the phone again");
    assertThat(handIn("x.txt", utf8("shopping list\n"), State.FAILED).failureCode())
        .isEqualTo("not-a-chat");
    assertThat(captures).isEmpty();
  }

  /** A chat of that many slices. */
  private static byte[] longTalk(int slices) {
    return utf8(CLEAR.repeat(1_000 * slices));
  }

  private String begin(byte[] file) {
    return desk.receive("Ann", "a.txt", new ByteArrayInputStream(file), () -> Wanted.NOTHING);
  }

  private void awaitState(String id, State expected) {
    await().until(() -> desk.find(id).orElseThrow().state() == expected);
  }

  @Test
  void aLargeImportIsHandedOverNoFasterThanItIsSealedAndIndexed() {
    reach.sealedTo = 0;
    reach.searchableTo = 0;
    String id = begin(longTalk(Handover.UNDER_WAY + 4));
    await().until(() -> captures.size() == Handover.UNDER_WAY);
    reach.sealedTo = Long.MAX_VALUE;
    reach.searchableTo = 1;
    await().until(() -> captures.size() == Handover.UNDER_WAY + 1);
    assertThat(desk.find(id).orElseThrow().state()).isEqualTo(State.ARCHIVING);
    reach.searchableTo = 4;
    awaitState(id, State.DONE);
    assertThat(captures).hasSize(Handover.UNDER_WAY + 4).doesNotHaveDuplicates();
  }

  @Test
  void anIndexThatDoesNotFollowHoldsNoImportUp() {
    reach.searchableTo = 0;
    String id = begin(longTalk(Handover.UNDER_WAY + 4));
    await().until(() -> captures.size() == Handover.UNDER_WAY);
    await()
        .until(
            () -> {
              clock.advance(Handover.PATIENCE.plusSeconds(1)); // once is enough for all of it
              return desk.find(id).orElseThrow().state() == State.DONE;
            });
    assertThat(captures).hasSize(Handover.UNDER_WAY + 4);
  }

  @Test
  void whatIsAwayForAMomentEndsNoImport() {
    troubles.add(new ArchiveException(Category.UNAVAILABLE, "the spool is behind"));
    troubles.add(new ArchiveException(Category.UNAVAILABLE, "the spool is down"));
    ImportJob done = handIn("chat.txt", utf8(CLEAR), State.DONE);
    assertThat(done.failure()).isNull();
    assertThat(captures).hasSize(1);
    assertThat(troubles).isEmpty();
  }

  @Test
  void whatStaysWrongEndsAnImport() {
    troubles.add(new ArchiveException(Category.REFUSED, "the spool takes nothing of this kind"));
    ImportJob failed = handIn("chat.txt", utf8(CLEAR), State.FAILED);
    assertThat(failed.failure()).contains("nothing of this kind");
  }

  @Test
  void anEarlierFileThatIsAwayForAMomentIsWaitedForAndOneThatIsGoneIsPassedOver() {
    handIn("chat.txt", utf8(CLEAR), State.DONE);
    ImportJob job = handIn("chat.txt", utf8(CLEAR), State.DONE);

    assertThatThrownBy(() -> earlier(Category.UNAVAILABLE).of(job))
        .isInstanceOf(ArchiveException.class);
    assertThat(earlier(Category.NOT_FOUND).of(job)).isEmpty();
  }

  /** The desk's way of looking for earlier imports, whose files cannot be read. */
  private EarlierImports earlier(Category why) {
    return new EarlierImports(
        new Jobs(),
        archiving,
        job -> {
          throw new ArchiveException(why, "the file of " + job + " cannot be read");
        });
  }

  @Test
  void aFailureIsWrittenDownOnceThatCanBe() {
    var refused = new ArchiveException(Category.REFUSED, "the spool takes nothing of this kind");
    troubles.add(refused);
    troubles.add(refused);
    unsaved.add(new ArchiveException(Category.UNAVAILABLE, "the catalogue does not answer"));
    handIn("chat.txt", utf8(CLEAR), State.FAILED);
    assertThat(troubles).isEmpty();

    troubles.add(refused);
    unsaved.add(new IllegalStateException("it never will"));
    String id = begin(utf8(CLEAR));
    await().until(unsaved::isEmpty);
    handIn("other.txt", utf8(CLEAR), State.DONE); // the worker goes on
    assertThat(desk.find(id).orElseThrow().state()).isEqualTo(State.ARCHIVING);
  }
}
