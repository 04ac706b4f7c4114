package io.holdfast.deploy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes in: webhook deliveries and uploads. */
class IntakeContractTest {
  private static final int FOUR_MIB = 4 * 1024 * 1024;
  private static final String BOUNDARY = "----desk";

  private static Desk desk;
  private static String administrator;

  @BeforeAll
  static void open() {
    desk = new Desk();
    desk.account("lena", Role.ADMINISTRATOR);
    administrator = desk.token("lena", Role.ADMINISTRATOR);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void the_challenge_is_echoed_as_text() {
    var right =
        desk.send(
            desk.request(
                "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=demo-verify&hub.challenge=1158201444"));
    var wrong =
        desk.send(
            desk.request(
                "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1"));

    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(right.body()).isEqualTo("1158201444");
    assertThat(right.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(wrong.statusCode()).isEqualTo(403);
  }

  @Test
  void a_delivery_is_answered_by_what_became_of_it() {
    var kept = deliver(SampleDoors.SECRET, "{\"entry\":[]}".getBytes(StandardCharsets.UTF_8));
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.body()).isEmpty();

    assertThat(deliver("sha256=bad", new byte[10]).statusCode()).isEqualTo(401);
    assertThat(
            desk.send(
                    desk.request("/webhooks/whatsapp")
                        .POST(BodyPublishers.ofByteArray(new byte[10])))
                .statusCode())
        .isEqualTo(401);

    var down = deliver(SampleDoors.SECRET, new byte[4]);
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void a_delivery_of_four_mebibytes_fits_and_one_byte_more_does_not() {
    assertThat(deliver(SampleDoors.SECRET, new byte[FOUR_MIB]).statusCode()).isEqualTo(200);
    assertThat(deliver(SampleDoors.SECRET, new byte[FOUR_MIB + 1]).statusCode()).isEqualTo(413);
    assertThat(
            desk.send(
                    desk.request("/webhooks/whatsapp")
                        .header("X-Hub-Signature-256", SampleDoors.SECRET)
                        .POST(
                            BodyPublishers.ofByteArrays(
                                Collections.nCopies(5, new byte[1024 * 1024]))))
                .statusCode())
        .describedAs("chunked, so the length is not known in advance")
        .isEqualTo(413);
  }

  @Test
  void a_delivery_that_looks_like_a_form_keeps_its_bytes() {
    var answer =
        desk.send(
            desk.request("/webhooks/whatsapp")
                .header("X-Hub-Signature-256", SampleDoors.SECRET)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("abcd")));

    assertThat(answer.statusCode()).describedAs("four bytes reached the door").isEqualTo(503);
  }

  @Test
  void an_upload_streams_through_without_touching_a_disk() throws IOException {
    long megabytes = 300;
    List<Path> before = temporaryFiles();
    var half = new AtomicLong();
    var duringUpload = new java.util.concurrent.atomic.AtomicReference<List<Path>>(List.of());
    desk.doors().imports.progress =
        bytes -> {
          if (bytes > megabytes * 500_000 && half.compareAndSet(0, bytes)) {
            duringUpload.set(temporaryFiles());
          }
        };

    var answer =
        upload("../../etc/Chat mit Ünal.zip", megabytes * 1_000_000, "zone", "Europe/Berlin");

    desk.doors().imports.progress = bytes -> {};
    assertThat(answer.statusCode()).isEqualTo(202);
    String id = RecordJson.mapper().readTree(answer.body()).get("id").asString();
    var received = Objects.requireNonNull(desk.doors().imports.find(id));
    assertThat(received.bytes()).isEqualTo(megabytes * 1_000_000);
    assertThat(received.fileName()).isEqualTo("Chat mit Ünal.zip");
    assertThat(received.zone()).describedAs("a field behind the file").isEqualTo("Europe/Berlin");
    assertThat(half.get()).isPositive();
    assertThat(duringUpload.get()).isEqualTo(before);
  }

  @Test
  void a_name_that_no_file_can_have_is_a_name_all_the_same() {
    var answer = upload("Chat mit\0 Ünal.zip", 1_000, "zone", "Europe/Berlin");

    assertThat(answer.statusCode()).isEqualTo(202);
    String id = RecordJson.mapper().readTree(answer.body()).get("id").asString();
    assertThat(Objects.requireNonNull(desk.doors().imports.find(id)).fileName())
        .isEqualTo("Chat mit Ünal.zip");
  }

  @Test
  void an_upload_that_is_none_is_refused_in_words() {
    var plain =
        desk.send(
            desk.as(administrator, "/api/v1/imports")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hello")));
    assertThat(plain.statusCode()).isEqualTo(400);
    assertThat(plain.body()).contains("multipart/form-data");

    var broken =
        desk.send(
            desk.as(administrator, "/api/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString("--" + BOUNDARY + "\r\nnonsense")));
    assertThat(broken.statusCode()).isEqualTo(400);

    int before = desk.doors().imports.received.size();
    var nothing =
        desk.send(
            desk.as(administrator, "/api/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString("--" + BOUNDARY + "--\r\n")));
    assertThat(nothing.statusCode()).isEqualTo(400);
    assertThat(desk.doors().imports.received).hasSize(before);
  }

  @Test
  void a_page_uploads_with_its_token_in_the_first_part_only() {
    var visitor = desk.signedIn("lena");
    String token = visitor.csrf("/imports");
    int before = desk.doors().imports.received.size();

    assertThat(visitor.send(form("wrong")).statusCode()).isEqualTo(403);
    assertThat(desk.doors().imports.received).hasSize(before);

    var own = visitor.send(form(token));
    assertThat(own.statusCode()).isEqualTo(302);
    assertThat(desk.doors().imports.received).hasSize(before + 1);
  }

  @Test
  void a_decision_is_handed_on() {
    var answer =
        desk.post(
            administrator,
            "/api/v1/imports/lunch/decision",
            "{\"dateOrder\":\"dmy\",\"zone\":\"Europe/Berlin\",\"owner\":\"Ingrid Voss\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(desk.doors().imports.decisions.getLast().dateOrder()).isEqualTo("dmy");
    assertThat(desk.post(administrator, "/api/v1/imports/none/decision", "{}").statusCode())
        .isEqualTo(404);
  }

  private static HttpResponse<String> deliver(String signature, byte[] body) {
    return desk.send(
        desk.request("/webhooks/whatsapp")
            .header("X-Hub-Signature-256", signature)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static HttpRequest.Builder form(String token) {
    return desk.request("/imports")
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(
            BodyPublishers.ofString(
                part("name=\"_csrf\"")
                    + token
                    + "\r\n"
                    + part("name=\"file\"; filename=\"a.txt\"")
                    + "hello\r\n"
                    + "--"
                    + BOUNDARY
                    + "--\r\n"));
  }

  private static HttpResponse<String> upload(
      String fileName, long size, String field, String value) {
    return desk.send(
        desk.as(administrator, "/api/v1/imports")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            Collections.enumeration(
                                List.of(
                                    text(part("name=\"file\"; filename=\"" + fileName + "\"")),
                                    new Zeroes(size),
                                    text(
                                        "\r\n"
                                            + part("name=\"" + field + "\"")
                                            + value
                                            + "\r\n--"
                                            + BOUNDARY
                                            + "--\r\n")))))));
  }

  private static String part(String disposition) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
  }

  private static InputStream text(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.walk(desk.folder())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As many zeroes as asked for, without holding them. */
  private static final class Zeroes extends InputStream {
    private long left;

    Zeroes(long size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
