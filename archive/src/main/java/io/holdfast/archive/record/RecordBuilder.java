package io.holdfast.archive.record;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts a {@link CanonicalRecord} together member by member. Not thread-safe. */
public final class RecordBuilder {
  private final String id;
  private final RecordKind kind;
  private final Source source;
  private int version = 1;
  private @Nullable Long ordinal;
  private @Nullable Conversation conversation;
  private @Nullable Instant sentAt;
  private @Nullable String sentAtLocal;
  private @Nullable String zone;
  private @Nullable String sentAtAlternative;
  private @Nullable Confidence confidence;
  private @Nullable String precision;
  private @Nullable Instant capturedAt;
  private @Nullable String direction;
  private @Nullable Party sender;
  private final List<Party> recipients = new ArrayList<>();
  private @Nullable Content content;
  private final List<Attachment> attachments = new ArrayList<>();
  private @Nullable Context context;
  private @Nullable Target target;
  private @Nullable Bytes raw;
  private @Nullable Bytes rawContext;
  private @Nullable JsonNode extra;
  private final List<String> warnings = new ArrayList<>();

  /** A new record of the given kind. */
  public RecordBuilder(String id, RecordKind kind, Source source) {
    this.id = id;
    this.kind = kind;
    this.source = source;
  }

  /** A builder that begins with all members of a record. */
  public static RecordBuilder from(CanonicalRecord record) {
    return from(record, record.id(), record.source());
  }

  /** A builder that begins with all members of a record but its id and source. */
  public static RecordBuilder from(CanonicalRecord record, String id, Source source) {
    var builder = new RecordBuilder(id, record.kind(), source);
    builder.version = record.version();
    builder.ordinal = record.ordinal();
    builder.conversation = record.conversation();
    builder.sentAt = record.sentAt();
    builder.sentAtLocal = record.sentAtLocal();
    builder.zone = record.zone();
    builder.sentAtAlternative = record.sentAtAlternative();
    builder.confidence = record.confidence();
    builder.precision = record.precision();
    builder.capturedAt = record.capturedAt();
    builder.direction = record.direction();
    builder.sender = record.sender();
    builder.recipients.addAll(record.recipients());
    builder.content = record.content();
    builder.attachments.addAll(record.attachments());
    builder.context = record.context();
    builder.target = record.target();
    builder.raw = record.raw();
    builder.rawContext = record.rawContext();
    builder.extra = record.extra();
    builder.warnings.addAll(record.warnings());
    return builder;
  }

  /** 2 and up when the same event came again with other content. */
  public RecordBuilder version(int value) {
    version = value;
    return this;
  }

  /** Position in the export file's own order. */
  public RecordBuilder ordinal(@Nullable Long value) {
    ordinal = value;
    return this;
  }

  /** The conversation it belongs to. */
  public RecordBuilder conversation(@Nullable Conversation value) {
    conversation = value;
    return this;
  }

  /** When it was sent, and how precisely the source said so: {@code second} or {@code minute}. */
  public RecordBuilder sentAt(@Nullable Instant value, @Nullable String precisionValue) {
    sentAt = value;
    precision = precisionValue;
    return this;
  }

  /** Wall-clock time as an export wrote it, and the zone that was assumed. */
  public RecordBuilder sentAtLocal(@Nullable String value, @Nullable String zoneValue) {
    sentAtLocal = value;
    zone = zoneValue;
    return this;
  }

  /** The other reading of an undecided date order. */
  public RecordBuilder sentAtAlternative(@Nullable String value) {
    sentAtAlternative = value;
    return this;
  }

  /** How sure the reader is. */
  public RecordBuilder confidence(@Nullable Confidence value) {
    confidence = value;
    return this;
  }

  /** When Holdfast received it. */
  public RecordBuilder capturedAt(@Nullable Instant value) {
    capturedAt = value;
    return this;
  }

  /** {@code inbound outbound unknown}. */
  public RecordBuilder direction(@Nullable String value) {
    direction = value;
    return this;
  }

  /** Who sent it. */
  public RecordBuilder sender(@Nullable Party value) {
    sender = value;
    return this;
  }

  /** One more recipient. */
  public RecordBuilder recipient(Party value) {
    recipients.add(value);
    return this;
  }

  /** What it says. */
  public RecordBuilder content(@Nullable Content value) {
    content = value;
    return this;
  }

  /** One more attachment. */
  public RecordBuilder attachment(Attachment value) {
    attachments.add(value);
    return this;
  }

  /** Takes all attachments away, so that changed ones can be put in their place. */
  public RecordBuilder withoutAttachments() {
    attachments.clear();
    return this;
  }

  /** What it refers to. */
  public RecordBuilder context(@Nullable Context value) {
    context = value;
    return this;
  }

  /** The event it points at. */
  public RecordBuilder target(@Nullable Target value) {
    target = value;
    return this;
  }

  /** The exact bytes of its fragment, and what they need to be understood alone. */
  public RecordBuilder raw(@Nullable Bytes fragment, @Nullable Bytes fragmentContext) {
    raw = fragment;
    rawContext = fragmentContext;
    return this;
  }

  /** Members of the source that have no place elsewhere. */
  public RecordBuilder extra(@Nullable JsonNode value) {
    extra = value;
    return this;
  }

  /** One more warning: {@code stable-code: plain words}. */
  public RecordBuilder warning(String value) {
    warnings.add(value);
    return this;
  }

  /** The finished record. */
  public CanonicalRecord build() {
    return new CanonicalRecord(
        CanonicalRecord.FORMAT_VERSION,
        id,
        version,
        ordinal,
        kind,
        source,
        conversation,
        sentAt,
        sentAtLocal,
        zone,
        sentAtAlternative,
        confidence,
        precision,
        capturedAt,
        direction,
        sender,
        recipients,
        content,
        attachments,
        context,
        target,
        raw,
        rawContext,
        extra,
        warnings);
  }
}
