package io.holdfast.deploy.web;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.deploy.web.doors.ConversationDoor.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A conversation in which everything happens that a page has to show. */
final class SampleChat {
  static final Conversation HALDEN = new Conversation("c7halden0001", "group", "Halden deal team");
  static final String DELETED = id(7);
  static final String CHOSEN = id(8);

  private static final Party DANIEL = new Party("+447700900112", null, null, "Daniel Harlow", true);
  private static final Party PRIYA = new Party("+447700900134", null, null, "Priya Raman", null);
  private static final Party KHALID = new Party("+447700900417", null, null, "خالد منصور", null);

  private final List<Entry> entries = new ArrayList<>();

  static List<Entry> entries() {
    return new SampleChat().build();
  }

  static CanonicalRecord chosen() {
    return entries().stream()
        .map(Entry::record)
        .filter(record -> record.id().equals(CHOSEN))
        .findFirst()
        .orElseThrow();
  }

  private List<Entry> build() {
    said(
        1,
        PRIYA,
        "2026-03-11T15:40:00Z",
        "Before we start: the numbers in the deck are final, the wording is not. Please do not"
            + " forward it, the client has not seen page 3 yet and wants to hear it from us on"
            + " Friday.");
    CanonicalRecord paper =
        message(2, PRIYA, "2026-03-11T15:52:00Z", "Board paper is final. Comments here, please.")
            .attachment(file("halden_terms_v4.pdf", "application/pdf", 412_000))
            .build();
    entries.add(
        new Entry(
            paper,
            List.of(),
            List.of(
                reaction(21, DANIEL, "👍"),
                reaction(22, KHALID, "👍"),
                reaction(23, PRIYA, "❤️"))));
    CanonicalRecord range =
        message(
                3,
                DANIEL,
                "2026-03-11T15:58:00Z",
                "Reads fine. Price range moves to 405–410 on Friday")
            .context(
                new Context(new ReplyTo(null, id(2), PRIYA), null, null, List.of(), null, null))
            .build();
    entries.add(
        new Entry(
            range,
            List.of(
                message(RecordKind.EDIT, 31, DANIEL, "2026-03-11T16:01:00Z")
                    .content(
                        new Content.Text(
                            "Reads fine. Price range moves to 412–418 on Friday", null))
                    .target(new Target(null, id(3)))
                    .build()),
            List.of()));
    plain(
        message(RecordKind.GAP, 4, DANIEL, "2026-03-11T16:05:00Z")
            .content(
                new Content.Gap(
                    "other-device",
                    Instant.parse("2026-03-11T16:05:00Z"),
                    Instant.parse("2026-03-11T17:45:00Z"),
                    "The number was registered on another device. Messages may be missing here."))
            .build());
    plain(
        message(RecordKind.MEMBERSHIP, 5, DANIEL, "2026-03-12T09:52:00Z")
            .content(
                new Content.Membership(
                    "added", DANIEL, List.of(KHALID), null, "Daniel Harlow added +44 7700 900417"))
            .build());
    said(6, KHALID, "2026-03-12T10:03:00Z", "صباح الخير، هل السعر 412 نهائي قبل اجتماع الجمعة؟");
    entries.add(
        new Entry(
            message(7, DANIEL, "2026-03-12T10:05:00Z", "yes 412, keep it to yourself until friday")
                .build(),
            List.of(
                message(RecordKind.DELETION, 71, DANIEL, "2026-03-12T10:09:00Z")
                    .target(new Target(null, id(7)))
                    .build()),
            List.of()));
    said(
        8,
        DANIEL,
        "2026-03-12T11:14:07Z",
        "can we take this offline? call me on my other phone, not here");
    plain(
        message(9, KHALID, "2026-03-12T11:20:00Z", "")
            .content(new Content.Media("image", null, null))
            .attachment(
                new Attachment(
                    "IMG-20260312-WA0004-a-very-long-name-that-some-phone-made-up-by-itself.jpg",
                    "image/jpeg",
                    2_140_000L,
                    null,
                    null,
                    null,
                    Attachment.State.PENDING,
                    null,
                    null,
                    null))
            .build());
    plain(
        new RecordBuilder(
                id(11),
                RecordKind.GAP,
                new Source("holdfast", "gaps", "106540352242922", null, null, null))
            .sentAt(Instant.parse("2026-03-12T11:20:30Z"), "second")
            .content(
                new Content.Gap(
                    "number-silent",
                    Instant.parse("2026-03-12T11:20:30Z"),
                    null,
                    "The number is silent against its own rhythm; the chance of that is 1 in"
                        + " 31,000."))
            .build());
    plain(
        message(RecordKind.UNRECOGNISED, 10, KHALID, "2026-03-12T11:21:00Z")
            .content(new Content.Unrecognised("unknown-type", 812L))
            .build());
    return entries;
  }

  private void said(int number, Party who, String at, String text) {
    plain(message(number, who, at, text).build());
  }

  private void plain(CanonicalRecord record) {
    entries.add(new Entry(record, List.of(), List.of()));
  }

  private static RecordBuilder message(int number, Party who, String at, String text) {
    return message(RecordKind.MESSAGE, number, who, at).content(new Content.Text(text, null));
  }

  private static RecordBuilder message(RecordKind kind, int number, Party who, String at) {
    return new RecordBuilder(
            id(number),
            kind,
            new Source(
                "whatsapp-cloud", "messages", "106540352242922", "wamid." + number, null, null))
        .conversation(HALDEN)
        .sender(who)
        .direction(who.equals(DANIEL) ? "outbound" : "inbound")
        .sentAt(Instant.parse(at), "second")
        .capturedAt(Instant.parse(at).plusSeconds(2));
  }

  private static CanonicalRecord reaction(int number, Party who, String emoji) {
    return message(RecordKind.REACTION, number, who, "2026-03-11T15:55:00Z")
        .content(new Content.Reaction(emoji, null))
        .target(new Target(null, id(2)))
        .build();
  }

  private static Attachment file(String name, String type, long size) {
    return new Attachment(
        name,
        type,
        size,
        Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
        null,
        null,
        Attachment.State.STORED,
        null,
        null,
        null);
  }

  static String id(int number) {
    return "r%025d".formatted(number);
  }
}
