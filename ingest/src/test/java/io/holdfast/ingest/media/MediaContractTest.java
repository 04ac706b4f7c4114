package io.holdfast.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.record.RecordSchema;
import io.holdfast.archive.segment.SealedRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fetching against a platform that misbehaves in every known way. */
final class MediaContractTest {
  private static final RecordSchema SCHEMA = RecordSchema.published();
  private static final Duration NO_TIME = Duration.ZERO;
  private static final Duration MINUTES = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final GraphStandIn stranger = GraphStandIn.start();
  private final byte[] picture = new byte[200_000];
  private MediaBench bench;

  @BeforeEach
  void start() {
    new Random(7).nextBytes(picture);
    bench = new MediaBench(folder);
    bench.graph.stranger(stranger.address());
  }

  @AfterEach
  void strangerSawNothingAndEveryRecordHasItsForm() throws IOException {
    for (RecordKind kind : List.of(RecordKind.ATTACHMENT, RecordKind.GAP)) {
      for (SealedRecord sealed : bench.records(kind)) {
        assertThat(SCHEMA.validate(sealed.record())).isEmpty();
      }
    }
    bench.close();
    assertThat(stranger.seen()).isEmpty();
    stranger.close();
    assertThat(folder.resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void fetchesAtOnceAndKeepsWhatCame() throws Exception {
    bench.start();
    String message = bench.message("71", picture, null);

    CanonicalRecord record = bench.awaitFile(message, NO_TIME);

    Attachment file = MediaBench.file(record);
    assertThat(file.state()).isEqualTo(State.STORED);
    assertThat(file.sha256()).isEqualTo(Sha256.of(picture));
    assertThat(file.size()).isEqualTo(picture.length);
    assertThat(bench.bytesOf(message)).isEqualTo(picture);
    assertThat(record.warnings()).isEmpty();
    assertThat(record.capturedAt()).isEqualTo(bench.clock.instant());
    assertThat(Objects.requireNonNull(record.extra()).at("/media/contentType").stringValue())
        .isEqualTo("image/jpeg");
    assertThat(bench.graph.seen())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.agent()).startsWith("Holdfast"));
    await().until(() -> bench.report().pending() == 0);
  }

  @Test
  void standsWhereItsMessageStands() {
    bench.start();
    String id = bench.message("72", picture, null);

    CanonicalRecord file = bench.awaitFile(id, NO_TIME);

    CanonicalRecord message = bench.records(RecordKind.MESSAGE).getFirst().record();
    assertThat(file.conversation()).isEqualTo(message.conversation());
    assertThat(file.sentAt()).isEqualTo(message.sentAt());
    assertThat(file.sender()).isEqualTo(message.sender());
    assertThat(file.recipients()).isEqualTo(message.recipients());
    assertThat(file.direction()).isEqualTo(message.direction());
    assertThat(file.source().account()).isEqualTo(message.source().account());
    assertThat(file.source().connector()).isEqualTo(message.source().connector());
    assertThat(Objects.requireNonNull(file.target()).eventId()).isEqualTo("wamid.72");
  }

  @Test
  void usesTheWebhooksAddressWhileItIsYoung() throws Exception {
    bench.start();
    String message = bench.message("73", picture, bench.graph.download("73"));

    bench.awaitFile(message, NO_TIME);

    assertThat(bench.graph.seen()).hasSize(1);
    assertThat(bench.bytesOf(message)).isEqualTo(picture);
  }

  @Test
  void asksForAFreshAddressWhenTheWebhooksIsOldOrFails() {
    String old = bench.message("74", picture, bench.graph.download("74"));
    bench.clock.advance(Duration.ofMinutes(4));
    bench.start();
    bench.awaitFile(old, NO_TIME);
    assertThat(bench.graph.seen()).first().extracting(each -> each.path()).isEqualTo("/v24.0/74");

    bench.graph.play("75", Trick.FILE_NOT_FOUND);
    String failing = bench.message("75", picture, bench.graph.download("75"));
    bench.awaitFile(failing, NO_TIME);
    assertThat(bench.graph.downloads("75")).isEqualTo(2);
  }

  @Test
  void neverCallsAnAddressThatIsNotThePlatforms() {
    bench.start();
    String message = bench.message("76", picture, stranger.address().resolve("/stolen"));

    assertThat(MediaBench.file(bench.awaitFile(message, NO_TIME)).state()).isEqualTo(State.STORED);
  }

  /**
   * Each fails once, is not stored, is told by its reason, and the next attempt brings the file.
   */
  @ParameterizedTest
  @CsvSource({
    "ASK_NOT_FOUND, gone",
    "ASK_TOKEN_ENDED, token",
    "ASK_FORBIDDEN, token",
    "ASK_RATE_LIMITED, rate-limited",
    "ASK_UNAVAILABLE, platform-error",
    "ASK_PAGE, bad-answer",
    "ASK_OTHER_ID, bad-answer",
    "ASK_NO_ADDRESS, bad-answer",
    "ASK_ENDLESS, bad-answer",
    "ASK_SILENT, timeout",
    "ASK_FOREIGN_ADDRESS, foreign-host",
    "ASK_FILE_ADDRESS, foreign-host",
    "ASK_LOOKALIKE_ADDRESS, foreign-host",
    "ASK_LONGER_SIZE, ''",
    "FILE_RATE_LIMITED, rate-limited",
    "FILE_ERROR, platform-error",
    "FILE_TRUNCATED, broken-off",
    "FILE_CHUNKS_CUT, broken-off",
    "FILE_RESET, broken-off",
    "FILE_EMPTY, empty",
    "FILE_PAGE, page-instead",
    "FILE_JSON_ERROR, page-instead",
    "FILE_BROTLI, unknown-encoding",
    "FILE_ENDLESS, too-large",
    "FILE_DRIP, timeout",
    "FILE_SILENT, timeout",
    "FILE_REDIRECT_HOST, redirect",
    "FILE_REDIRECT_FILE, redirect",
    "FILE_HUGE_HEADER, broken-off"
  })
  void triesAgainAfter(Trick trick, String reason) throws Exception {
    bench.graph.play("77", trick);
    if (reason.equals("timeout")) {
      bench.hurried();
    }
    bench.start();
    String message = bench.message("77", picture, null);

    if (!reason.isEmpty()) {
      await()
          .untilAsserted(() -> assertThat(bench.report().failing()).isEqualTo(Map.of(reason, 1L)));
      assertThat(bench.blobs()).isEmpty();
    }
    CanonicalRecord record = bench.awaitFile(message, MINUTES);

    assertThat(MediaBench.file(record).sha256()).isEqualTo(Sha256.of(picture));
    assertThat(bench.bytesOf(message)).isEqualTo(picture);
    assertThat(bench.blobs()).hasSize(1);
    assertThat(bench.records(RecordKind.GAP)).isEmpty();
  }

  /** An address that ends or is refused is asked for anew in the same attempt. */
  @ParameterizedTest
  @EnumSource(names = {"FILE_NOT_FOUND", "FILE_FORBIDDEN"})
  void asksForAnotherAddressAtOnceAfter(Trick trick) {
    bench.graph.play("78", trick);
    bench.start();
    bench.awaitFile(bench.message("78", picture, null), NO_TIME);
    assertThat(bench.graph.downloads("78")).isEqualTo(2);

    bench.graph.play("79", trick, trick);
    bench.message("79", picture, null);
    String reason = trick == Trick.FILE_NOT_FOUND ? "gone" : "token";
    await().untilAsserted(() -> assertThat(bench.report().failing()).isEqualTo(Map.of(reason, 1L)));
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE_GZIP", "FILE_NO_LENGTH", "ASK_SIZE_AS_TEXT", "ASK_BARE"})
  void takesOddFormsAsTheyAre(Trick trick) throws Exception {
    bench.graph.play("80", trick);
    bench.start();
    String message = bench.message("80", picture, null);

    CanonicalRecord record = bench.awaitFile(message, NO_TIME);

    assertThat(MediaBench.file(record).state()).isEqualTo(State.STORED);
    assertThat(bench.bytesOf(message)).isEqualTo(picture);
  }

  @Test
  void keepsAFileWithAnotherHashAndSaysSo() throws Exception {
    bench.graph.play("81", Trick.ASK_OTHER_HASH);
    bench.graph.play("82", Trick.FILE_OTHER_BYTES);
    bench.start();

    String byApi = bench.message("81", picture, null);
    CanonicalRecord one = bench.awaitFile(byApi, NO_TIME);
    assertThat(MediaBench.file(one).state()).isEqualTo(State.MISMATCH);
    assertThat(one.warnings())
        .containsExactly("hash-mismatch: the media API declared another SHA-256 than the file has");
    assertThat(bench.bytesOf(byApi)).isEqualTo(picture);

    String both = bench.message("82", picture, null);
    CanonicalRecord two = bench.awaitFile(both, NO_TIME);
    assertThat(MediaBench.file(two).state()).isEqualTo(State.MISMATCH);
    assertThat(two.warnings()).hasSize(2);
    assertThat(bench.bytesOf(both)).hasSize(picture.length).isNotEqualTo(picture);
  }

  @Test
  void readsDeclaredHashesInEveryForm() {
    bench.graph.file("83", picture, "image/jpeg");
    bench.graph.file("84", picture, "image/jpeg");
    bench.start();

    String hex = bench.message("83", Sha256.of(picture).hex(), null);
    assertThat(MediaBench.file(bench.awaitFile(hex, NO_TIME)).state()).isEqualTo(State.STORED);

    bench.graph.file("96", picture, "image/jpeg");
    bench.graph.file("97", picture, "image/jpeg");
    String padded = Base64.getUrlEncoder().encodeToString(Sha256.of(picture).toArray());
    String unpadded = bench.message("96", " " + padded.substring(0, 43) + "\n", null);
    assertThat(bench.awaitFile(unpadded, NO_TIME).warnings()).isEmpty();
    String other = bench.message("97", "SHA256=" + "AB".repeat(32), null);
    assertThat(MediaBench.file(bench.awaitFile(other, NO_TIME)).state()).isEqualTo(State.MISMATCH);

    String neither = bench.message("84", "no hash at all", null);
    CanonicalRecord odd = bench.awaitFile(neither, NO_TIME);
    assertThat(MediaBench.file(odd).state()).isEqualTo(State.STORED);
    assertThat(odd.warnings())
        .containsExactly("hash-unreadable: the SHA-256 of the message is neither hex nor base64");
  }

  @Test
  void believesALengthThatStaysWrong() {
    bench.graph.play("85", repeated(Trick.ASK_LONGER_SIZE, 9));
    bench.graph.file("85", picture, "image/jpeg");
    bench.start();
    // no declared hash vouches for the bytes
    String message = bench.message("85", "", null);

    CanonicalRecord record = bench.awaitFile(message, MINUTES);

    assertThat(MediaBench.file(record).state()).isEqualTo(State.MISMATCH);
    assertThat(record.warnings()).anyMatch(each -> each.startsWith("length-mismatch: "));
  }

  @ParameterizedTest
  @EnumSource(names = {"ASK_HUGE_SIZE", "FILE_ANNOUNCED_HUGE"})
  void doesNotEvenTryWhatIsAnnouncedTooLarge(Trick trick) {
    bench.graph.play("86", trick);
    bench.start();
    String message = bench.message("86", picture, null);

    CanonicalRecord record = bench.awaitFile(message, NO_TIME);

    assertThat(MediaBench.file(record).state()).isEqualTo(State.TOO_LARGE);
    assertThat(gap().reason()).isEqualTo("media-too-large");
    assertThat(bench.blobs()).isEmpty();
  }

  @Test
  void givesUpAtTheEndOfTheIdsLifeAndLeavesAGap() {
    bench.graph.play("87", repeated(Trick.ASK_NOT_FOUND, 5000));
    bench.start();
    String message = bench.message("87", picture, null);
    var begun = bench.clock.instant();

    CanonicalRecord lost = bench.awaitFile(message, Duration.ofHours(2));

    assertThat(MediaBench.file(lost).state()).isEqualTo(State.MISSING);
    assertThat(Duration.between(begun, bench.clock.instant()))
        .isGreaterThanOrEqualTo(MediaRole.LIFE);
    assertThat(gap().reason()).isEqualTo("media-gone");
    assertThat(gap().from()).isEqualTo(begun);
    CanonicalRecord gap = bench.records(RecordKind.GAP).getFirst().record();
    assertThat(Objects.requireNonNull(gap.target()).recordId()).isEqualTo(message);
    assertThat(gap.conversation()).isEqualTo(lost.conversation());
    await().untilAsserted(() -> assertThat(bench.report().lost()).isEqualTo(Map.of("gone", 1L)));
    assertThat(bench.report().pending()).isZero();
  }

  /** A message of the history names its file in a delivery of its own, or never. */
  @Test
  void waitsForTheNameOfAFileAndTakesItOnce() throws Exception {
    bench.start();
    String message = bench.placeholder("90");
    String never = bench.placeholder("91");
    await().until(() -> Map.of("unnamed", 2L).equals(bench.report().failing()));
    assertThat(bench.graph.seen()).isEmpty();

    bench.message("90", picture, null);
    bench.awaitFile(message, NO_TIME);

    assertThat(bench.bytesOf(message)).isEqualTo(picture);
    await().until(() -> bench.report().pending() == 1);
    bench.awaitFile(never, Duration.ofHours(2));
    assertThat(bench.records(RecordKind.GAP)).hasSize(1);
    assertThat(gap().reason()).isEqualTo("media-unnamed");
  }

  @Test
  void isAnAlarmAfterADayAndWithoutAToken() {
    bench.token(null).start();
    String message = bench.message("88", picture, null);

    await().until(() -> bench.report().pending() == 1);
    assertThat(bench.report().alarm()).hasValueSatisfying(a -> assertThat(a).contains("token"));
    assertThat(bench.graph.seen()).isEmpty();

    assertThat(MediaBench.file(bench.awaitFile(message, Duration.ofHours(2))).state())
        .isEqualTo(State.MISSING);
    assertThat(gap().reason()).isEqualTo("media-no-token");
  }

  @Test
  void keepsNoPlaintextOutsideTheStore() throws Exception {
    byte[] words = new byte[300_000];
    Arrays.fill(words, (byte) 'Q');
    bench.start();
    bench.awaitFile(bench.message("89", words, null), NO_TIME);
    bench.stop(); // nobody writes while it is looked over

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ");
      }
    }
  }

  private Content.Gap gap() {
    return (Content.Gap)
        Objects.requireNonNull(bench.records(RecordKind.GAP).getFirst().record().content());
  }

  private static Trick[] repeated(Trick trick, int times) {
    var tricks = new Trick[times];
    Arrays.fill(tricks, trick);
    return tricks;
  }
}
