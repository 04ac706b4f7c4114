package io.holdfast.archive.seal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.seal.ProtectionRule.Ruling;
import io.holdfast.archive.spool.ControlAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** The simplest reader and the simplest retention that still show what the archiver does. */
public final class TestRules {
  private static final RecordIdentity IDENTITY = RecordIdentity.published();

  private TestRules() {}

  /**
   * Each line of a capture's body is a message whose raw bytes are the line; a media capture is one
   * {@code attachment} record with its blobs.
   */
  public static Normalizer lines() {
    return TestRules::records;
  }

  private static List<CanonicalRecord> records(Capture capture) {
    return capture.type() == CaptureType.MEDIA ? List.of(file(capture)) : messages(capture);
  }

  private static CanonicalRecord file(Capture capture) {
    var source = new Source("test", "files", capture.account(), capture.id(), null, null);
    var builder =
        new RecordBuilder(IDENTITY.id("file", capture.id()), RecordKind.ATTACHMENT, source)
            .capturedAt(capture.receivedAt());
    for (JsonNode blob : RecordJson.mapper().readTree(capture.body().toArray()).path("blobs")) {
      String name = blob.path("name").asString("");
      builder.attachment(
          new Attachment(
              null, null, null, null, null, null, Attachment.State.STORED, null, null, name));
    }
    return builder.build();
  }

  private static List<CanonicalRecord> messages(Capture capture) {
    var records = new ArrayList<CanonicalRecord>();
    String[] lines = capture.body().toUtf8().split("\n");
    for (int i = 0; i < lines.length; i++) {
      records.add(message(capture, i, lines[i]));
    }
    return records;
  }

  /** The record of one line of a capture. */
  public static CanonicalRecord message(Capture capture, int line, String text) {
    String event = capture.id() + "/" + line;
    var source = new Source("test", "lines", capture.account(), event, null, null);
    return new RecordBuilder(IDENTITY.id("message", event), RecordKind.MESSAGE, source)
        .sentAt(capture.receivedAt(), "second")
        .capturedAt(capture.receivedAt())
        .content(new Content.Text(text, null))
        .raw(Bytes.utf8(text), null)
        .build();
  }

  /** A {@link ControlAuthority}: everything is said by everybody, but the enforcer destroys. */
  public static boolean destroysOnlyByEnforcer(String role, String type) {
    boolean destroys = type.equals(Destruction.NARROWED) || type.equals(Destruction.DESTROYED);
    return !destroys || role.equals("enforcer");
  }

  /**
   * Two classes: delivery bodies for 90 days in {@code evidence}, everything else for a year in
   * {@code standard}. Nothing is held or erasable.
   */
  public static ProtectionRule twoClasses() {
    return always((record, sealedAt) -> twoClasses(record, sealedAt, false));
  }

  /** The same, with an erasable {@code standard}. */
  public static ProtectionRule erasable() {
    return always((record, sealedAt) -> twoClasses(record, sealedAt, true));
  }

  private static Ruling twoClasses(CanonicalRecord record, Instant sealedAt, boolean erasable) {
    boolean body =
        record.content() instanceof Content.Delivery delivery && "body".equals(delivery.type());
    Instant until = sealedAt.plus(Duration.ofDays(body ? 90 : 365));
    boolean ledger = record.kind() == RecordKind.CONTROL || record.kind() == RecordKind.AUDIT;
    return new Ruling(body ? "evidence" : "standard", until, until, erasable && !ledger, false);
  }

  /** A schedule of one version, which nothing in the control stream changes. */
  public static ProtectionRule always(BiFunction<CanonicalRecord, Instant, Ruling> ruling) {
    return () -> new Always(ruling);
  }

  private record Always(BiFunction<CanonicalRecord, Instant, Ruling> ruling)
      implements ProtectionRule.Snapshot {
    @Override
    public long scheduleVersion() {
      return 1;
    }

    @Override
    public long controlPosition() {
      return 0;
    }

    @Override
    public Ruling rule(CanonicalRecord record, Instant sealedAt) {
      return ruling.apply(record, sealedAt);
    }
  }
}
