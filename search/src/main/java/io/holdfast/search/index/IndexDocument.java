package io.holdfast.search.index;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.search.index.BulkWriter.DocumentName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record as it stands in the index.
 *
 * @param index the month it belongs to
 * @param id record id, with a hash of what it says: the same again gives way to the earliest, and
 *     other content under the same id is found too; of a gap only the latest version is
 * @param rank external version: the earlier it was captured, the greater, so the earliest place
 *     wins
 * @param bare what is left when the server refuses the whole document
 */
record IndexDocument(
    String index, String id, long rank, Place place, ObjectNode body, ObjectNode bare) {
  private static final Logger LOG = LoggerFactory.getLogger(IndexDocument.class);

  private static final long LATEST_RANK = Long.MAX_VALUE - 1;
  private static final int MOST_VERSIONS = 7;
  private static final long VERSION_STEP = LATEST_RANK / (MOST_VERSIONS + 1);
  private static final Instant FIRST_DAY = Instant.EPOCH;
  private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Whether a record can be searched: not control, audit, whole deliveries, and what our own roles
   * say of themselves.
   */
  static boolean isSearchable(CanonicalRecord record) {
    return switch (record.kind()) {
      case CONTROL, AUDIT, DELIVERY -> false;
      case NOTICE -> !record.source().connector().equals("holdfast");
      case MESSAGE,
          EDIT,
          DELETION,
          REACTION,
          RECEIPT,
          MEMBERSHIP,
          CALL,
          IDENTITY,
          ATTACHMENT,
          GAP,
          UNRECOGNISED,
          TOMBSTONE ->
          true;
    };
  }

  /**
   * The document of a record.
   *
   * @param who the employees it is of, and what it says the person at the other end is known by
   */
  static IndexDocument of(SealedRecord sealed, Instant sealedAt, IndexNames names, Who who) {
    CanonicalRecord record = sealed.record();
    Instant capturedAt = Objects.requireNonNullElse(record.capturedAt(), sealedAt);
    String id = record.id() + "." + (isGap(record) ? "gap" : Substance.of(record));
    ObjectNode bare = bare(sealed, id, capturedAt, who);
    ObjectNode body = words(bare, record);
    bare.put("unreadable", true);
    return new IndexDocument(
        names.month(record.sentAt(), capturedAt),
        id,
        isGap(record) ? rankOfVersion(record.version(), capturedAt) : rank(capturedAt),
        sealed.place(),
        body,
        bare);
  }

  /** What ends a gap says all that its beginning said, and takes its place. */
  private static boolean isGap(CanonicalRecord record) {
    return record.kind() == RecordKind.GAP;
  }

  /**
   * One record that cannot be taken apart must not stop those behind it: it is counted as a blind
   * spot.
   */
  private static ObjectNode words(ObjectNode bare, CanonicalRecord record) {
    ObjectNode body = bare.deepCopy();
    try {
      addWho(body, record);
      addWhat(body, record);
      var shown = RecordBuilder.from(record).raw(null, null).build();
      body.set("record", RecordJson.mapper().valueToTree(shown));
      return body;
    } catch (RuntimeException e) {
      LOG.error("{} cannot be indexed by its words: {}", record, e.getClass().getName());
      return bare.deepCopy().put("unreadable", true);
    }
  }

  DocumentName name() {
    return new DocumentName(index, id);
  }

  /** What is left when the server refuses the words: it is found by conversation, kind and time. */
  IndexDocument withoutWords() {
    return new IndexDocument(index, id, rank, place, bare, bare);
  }

  /** Below zero when this one is to be shown before another of the given rank and place. */
  int order(long otherRank, Place otherPlace) {
    return rank == otherRank ? place.compareTo(otherPlace) : Long.compare(otherRank, rank);
  }

  private static long rank(Instant capturedAt) {
    Instant within = capturedAt.isBefore(FIRST_DAY) ? FIRST_DAY : capturedAt;
    long nanos =
        Math.addExact(
            Math.multiplyExact(Math.min(within.getEpochSecond(), 9_000_000_000L), 1_000_000_000L),
            within.getNano());
    return LATEST_RANK - nanos;
  }

  /** A later version comes before an earlier one; of one version the earliest capture. */
  private static long rankOfVersion(int version, Instant capturedAt) {
    return Math.clamp(version, 0, MOST_VERSIONS) * VERSION_STEP
        + rank(capturedAt) / (MOST_VERSIONS + 1);
  }

  /** Whose a record is. */
  record Who(List<String> custodians, List<String> person) {}

  private static ObjectNode bare(SealedRecord sealed, String id, Instant capturedAt, Who who) {
    CanonicalRecord record = sealed.record();
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("docId", id);
    body.put("recordId", record.id());
    body.put("version", record.version());
    body.put("place", sealed.place().toString());
    body.put("kind", record.kind().code());
    body.put("capturedAt", capturedAt.toEpochMilli());
    Instant sentAt = record.sentAt();
    Instant order = sentAt == null ? capturedAt : sentAt;
    boolean sane = !order.isBefore(FIRST_DAY) && order.isBefore(LAST_DAY);
    body.put("order", sane ? order.toEpochMilli() : 0);
    body.put("ordinal", Objects.requireNonNullElse(record.ordinal(), 0L));
    if (sentAt != null && sane) {
      body.put("sentAt", sentAt.toEpochMilli());
    }
    if (record.conversation() != null) {
      body.put("conversationId", record.conversation().id());
      text(body, "conversationType", record.conversation().type());
    }
    text(body, "account", record.source().account());
    array(body, "person", who.person());
    array(body, "custodians", who.custodians());
    return body;
  }

  private static void addWho(ObjectNode body, CanonicalRecord record) {
    var senders = Stream.ofNullable(record.sender()).toList();
    array(body, "fromName", names(senders));
    array(body, "fromAddress", addresses(senders));
    // a person is known by an address, or in exports by the shown name alone
    Stream.concat(addresses(senders).stream(), names(senders).stream())
        .findFirst()
        .ifPresent(key -> text(body, "fromKey", key));
    array(body, "toName", names(record.recipients()));
    array(body, "toAddress", addresses(record.recipients()));
    if (record.conversation() != null) {
      text(body, "conversationName", record.conversation().name());
    }
    text(body, "direction", record.direction());
  }

  private static void addWhat(ObjectNode body, CanonicalRecord record) {
    array(body, "text", Words.of(record));
    if (record.content() != null) {
      text(body, "contentType", record.content().type());
    }
    if (record.content() instanceof Content.Unrecognised(var reason, var size)) {
      text(body, "reason", reason);
    }
    array(
        body,
        "attachmentName",
        record.attachments().stream().map(Attachment::name).filter(Objects::nonNull).toList());
    array(
        body,
        "attachmentState",
        record.attachments().stream().map(attachment -> attachment.state().code()).toList());
    text(body, "eventId", record.source().eventId());
    if (record.target() != null) {
      text(body, "targetEvent", record.target().eventId());
      text(body, "targetRecord", record.target().recordId());
    }
  }

  private static List<String> names(Collection<Party> parties) {
    return parties.stream()
        .flatMap(party -> Stream.of(party.name(), party.username()).filter(Objects::nonNull))
        .toList();
  }

  private static List<String> addresses(Collection<Party> parties) {
    return parties.stream()
        .flatMap(party -> Stream.of(party.address(), party.userId()).filter(Objects::nonNull))
        .map(Addresses::normalise)
        .toList();
  }

  private static void text(ObjectNode body, String member, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      body.put(member, Words.clean(value));
    }
  }

  private static void array(ObjectNode body, String member, List<String> values) {
    if (!values.isEmpty()) {
      var array = body.putArray(member);
      values.forEach(value -> array.add(Words.clean(value)));
    }
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return id + " at " + place;
  }
}
