package io.holdfast.ingest.media;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.DeclaredHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads captures of fetched files: a record of kind {@code attachment} that points at its message,
 * and for a file that never came a {@code gap} beside it. Thread-safe.
 */
public final class MediaReader implements Normalizer {
  private final MediaIds ids;

  /** A reader whose record ids are made under the given identity. */
  public MediaReader(RecordIdentity identity) {
    this.ids = new MediaIds(identity);
  }

  @Override
  public List<CanonicalRecord> normalize(Capture capture) {
    MediaCapture body = RecordJson.mapper().readValue(capture.body().toArray(), MediaCapture.class);
    CanonicalRecord claim = sound(RecordJson.read(body.claim()));
    if (body.arrived() != null) {
      return List.of(arrived(capture, body, claim, body.arrived()));
    }
    if (body.lost() != null) {
      return lost(capture, body, claim, body.lost());
    }
    throw new IllegalArgumentException("the file neither came nor was given up");
  }

  private static CanonicalRecord sound(CanonicalRecord claim) {
    Target target = claim.target();
    if (claim.kind() != RecordKind.ATTACHMENT
        || !claim.source().connector().equals(PendingFiles.CONNECTOR)
        || claim.attachments().size() != 1
        || target == null
        || target.recordId() == null) {
      throw new IllegalArgumentException("this does not say which file of which message it is");
    }
    return claim;
  }

  private static String message(CanonicalRecord claim) {
    return Objects.requireNonNull(Objects.requireNonNull(claim.target()).recordId());
  }

  private CanonicalRecord arrived(
      Capture capture, MediaCapture body, CanonicalRecord claim, MediaCapture.Arrived arrived) {
    if (body.blobs().stream().noneMatch(blob -> blob.name().equals(arrived.blob()))) {
      throw new IllegalArgumentException("the blob of the file is not named");
    }
    Attachment declared = claim.attachments().getFirst();
    Optional<MediaAnswer> answer = Optional.ofNullable(arrived.answer()).flatMap(MediaAnswer::read);
    List<String> faults = faults(declared, answer, arrived);
    String message = message(claim);
    RecordBuilder builder = begin(capture, claim, ids.arrived(message, body.number(), declared));
    builder.attachment(
        new Attachment(
            declared.name(),
            type(declared, answer, arrived),
            arrived.size(),
            arrived.sha256(),
            declared.declaredSha256(),
            declared.sourceId(),
            faults.isEmpty() ? State.STORED : State.MISMATCH,
            declared.voice(),
            declared.animated(),
            arrived.blob()));
    ObjectNode media = media(builder, body);
    put(media, "contentType", arrived.contentType());
    put(media, "contentEncoding", arrived.contentEncoding());
    put(media, "platformType", answer.map(MediaAnswer::mediaType).orElse(null));
    put(media, "platformSha256", answer.map(MediaAnswer::sha256).orElse(null));
    faults.forEach(builder::warning);
    unread(declared.declaredSha256(), "the message", builder);
    unread(answer.map(MediaAnswer::sha256).orElse(null), "the media API", builder);
    return builder.raw(arrived.answer(), null).build();
  }

  /** What does not agree; a file is kept for all that. */
  private static List<String> faults(
      Attachment declared, Optional<MediaAnswer> answer, MediaCapture.Arrived arrived) {
    var faults = new ArrayList<String>();
    compare(faults, "the message", declared.declaredSha256(), arrived.sha256());
    compare(
        faults, "the media API", answer.map(MediaAnswer::sha256).orElse(null), arrived.sha256());
    OptionalLong size = answer.map(MediaAnswer::size).orElse(OptionalLong.empty());
    if (size.isPresent() && size.getAsLong() != arrived.size()) {
      faults.add(
          "length-mismatch: the media API announced %d bytes and %d came"
              .formatted(size.getAsLong(), arrived.size()));
    }
    return faults;
  }

  private static void compare(
      List<String> faults, String who, @Nullable String declared, Sha256 found) {
    if (DeclaredHash.read(declared).filter(hash -> !hash.equals(found)).isPresent()) {
      faults.add("hash-mismatch: " + who + " declared another SHA-256 than the file has");
    }
  }

  private static void unread(@Nullable String declared, String who, RecordBuilder builder) {
    if (declared != null && DeclaredHash.read(declared).isEmpty()) {
      builder.warning("hash-unreadable: the SHA-256 of " + who + " is neither hex nor base64");
    }
  }

  private static @Nullable String type(
      Attachment declared, Optional<MediaAnswer> answer, MediaCapture.Arrived arrived) {
    if (declared.mediaType() != null) {
      return declared.mediaType();
    }
    return answer.map(MediaAnswer::mediaType).orElse(arrived.contentType());
  }

  private List<CanonicalRecord> lost(
      Capture capture, MediaCapture body, CanonicalRecord claim, MediaCapture.Lost lost) {
    Attachment declared = claim.attachments().getFirst();
    String message = message(claim);
    boolean large = lost.reason().equals(MediaFailure.TOO_LARGE.code());
    RecordBuilder builder = begin(capture, claim, ids.lost(message, body.number(), declared));
    builder.attachment(
        new Attachment(
            declared.name(),
            declared.mediaType(),
            null,
            null,
            declared.declaredSha256(),
            declared.sourceId(),
            large ? State.TOO_LARGE : State.MISSING,
            declared.voice(),
            declared.animated(),
            null));
    ObjectNode media = media(builder, body);
    media.put("reason", lost.reason());
    media.put("attempts", lost.attempts());
    return List.of(builder.build(), gap(capture, body, claim, message, lost));
  }

  private CanonicalRecord gap(
      Capture capture,
      MediaCapture body,
      CanonicalRecord claim,
      String message,
      MediaCapture.Lost lost) {
    var builder =
        new RecordBuilder(
                ids.gap(message, body.number(), claim.attachments().getFirst()),
                RecordKind.GAP,
                claim.source())
            .content(
                new Content.Gap(
                    "media-" + lost.reason(),
                    body.receivedAt(),
                    lost.until(),
                    "The file of a message did not come, tried %d times: %s."
                        .formatted(lost.attempts(), lost.words())));
    return placed(builder, capture, claim).build();
  }

  private static RecordBuilder begin(Capture capture, CanonicalRecord claim, String id) {
    return placed(new RecordBuilder(id, RecordKind.ATTACHMENT, claim.source()), capture, claim)
        .content(claim.content());
  }

  private static RecordBuilder placed(
      RecordBuilder builder, Capture capture, CanonicalRecord claim) {
    claim.recipients().forEach(builder::recipient);
    return builder
        .conversation(claim.conversation())
        .sentAt(claim.sentAt(), claim.precision())
        .capturedAt(capture.receivedAt())
        .direction(claim.direction())
        .sender(claim.sender())
        .target(claim.target());
  }

  private static ObjectNode media(RecordBuilder builder, MediaCapture body) {
    ObjectNode extra = RecordJson.mapper().createObjectNode();
    builder.extra(extra);
    return extra.putObject(PendingFiles.MEMBER).put(PendingFiles.NUMBER, body.number());
  }

  private static void put(ObjectNode media, String member, @Nullable String value) {
    if (value != null) {
      media.put(member, value);
    }
  }
}
