package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.Party;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ConversationDoor;
import io.holdfast.deploy.web.doors.RecordDoor.Observation;
import io.holdfast.search.conversation.ConversationPage;
import io.holdfast.search.conversation.ConversationRequest;
import io.holdfast.search.conversation.ConversationSummary;
import io.holdfast.search.conversation.Conversations;
import io.holdfast.search.query.ArchiveSearch;
import io.holdfast.search.query.Filters;
import io.holdfast.search.query.Hit;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.SearchRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conversations from the index. */
public final class IndexConversationDoor implements ConversationDoor {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String CURSOR = "at.";
  private static final int LARGEST = 200;
  private static final String LIVE = "whatsapp-cloud";
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final Conversations conversations;
  private final ArchiveSearch search;
  private final Supplier<Optional<Instant>> searchableUpTo;
  private final Known known;
  private final ZoneId zone;

  /** What is known of records and addresses elsewhere. */
  public interface Known {
    /** Names of the matters that hold a record. */
    List<String> matters(CanonicalRecord record);

    /** Gaps of whole numbers, and of all of them, that began within a span. */
    List<CanonicalRecord> gaps(Set<String> accounts, Instant from, Instant to);

    /** Other records of the same messages, by record id. */
    Map<String, List<Observation>> seenElsewhere(List<String> recordIds);

    /** The employee whose address it is now. */
    Optional<String> employee(String address);
  }

  /** A door. */
  public IndexConversationDoor(
      Conversations conversations,
      ArchiveSearch search,
      Supplier<Optional<Instant>> searchableUpTo,
      Known known,
      ZoneId zone) {
    this.conversations = conversations;
    this.search = search;
    this.searchableUpTo = searchableUpTo;
    this.known = known;
    this.zone = zone;
  }

  @Override
  public List<Summary> list(Asker asker, int size) {
    return conversations
        .list(Scope.everything(), Math.min(size, LARGEST), Optional.empty())
        .conversations()
        .stream()
        .map(IndexConversationDoor::summary)
        .toList();
  }

  private static Summary summary(ConversationSummary found) {
    return new Summary(
        new Conversation(found.id(), found.type(), found.name().orElse(null)),
        found.entries(),
        found.last(),
        found.custodians());
  }

  @Override
  public @Nullable Page page(Asker asker, String id, @Nullable String around, int size) {
    Optional<String> cursor =
        Optional.ofNullable(around)
            .filter(value -> value.startsWith(CURSOR))
            .map(value -> value.substring(CURSOR.length()));
    Optional<String> record =
        cursor.isPresent()
            ? Optional.empty()
            : Optional.ofNullable(around).flatMap(a -> record(id, a));
    return conversations
        .page(
            new ConversationRequest(
                id, record, Math.clamp(size, 1, LARGEST), cursor, Scope.everything()))
        .map(found -> page(found, withGaps(found, entries(found))))
        .orElse(null);
  }

  /** A record id as it is; for a day the last record up to its end. */
  private Optional<String> record(String conversation, String around) {
    if (!DAY.matcher(around).matches()) {
      return Optional.of(around);
    }
    Instant end = LocalDate.parse(around).plusDays(1).atStartOfDay(zone).toInstant();
    var filters =
        new Filters(
            List.of(), List.of(), Optional.empty(), Optional.of(end), Optional.of(conversation));
    return search
        .search(new SearchRequest("", filters, 1, Optional.empty(), Scope.everything()))
        .hits()
        .stream()
        .map(Hit::record)
        .map(CanonicalRecord::id)
        .findFirst();
  }

  private static List<Entry> entries(ConversationPage found) {
    return found.entries().stream().map(IndexConversationDoor::entry).toList();
  }

  /** What is missing of a whole number is missing in each of its conversations. */
  private List<Entry> withGaps(ConversationPage found, List<Entry> entries) {
    var accounts = new TreeSet<String>();
    for (Entry entry : entries) {
      CanonicalRecord.Source source = entry.record().source();
      if (source.account() != null && LIVE.equals(source.connector())) {
        accounts.add(source.account());
      }
    }
    if (accounts.isEmpty()) {
      return entries;
    }
    var all = new ArrayList<>(entries);
    for (CanonicalRecord gap : known.gaps(accounts, time(entries.getFirst()), end(found))) {
      all.add(new Entry(gap, List.of(), List.of()));
    }
    all.sort(Comparator.comparing(IndexConversationDoor::time)); // stable: lines keep their order
    return all;
  }

  /** Where the next page begins. */
  private Instant end(ConversationPage found) {
    return found
        .after()
        .flatMap(
            next ->
                conversations.page(
                    new ConversationRequest(
                        found.id(), Optional.empty(), 1, Optional.of(next), Scope.everything())))
        .filter(page -> !page.entries().isEmpty())
        .map(page -> time(entry(page.entries().getFirst())))
        .orElse(LAST);
  }

  private static Instant time(Entry entry) {
    CanonicalRecord record = entry.record();
    Instant time = record.sentAt() == null ? record.capturedAt() : record.sentAt();
    return time == null ? Instant.EPOCH : time;
  }

  private Page page(ConversationPage found, List<Entry> entries) {
    List<Participant> participants =
        found.participants().stream().map(each -> participant(each.party())).toList();
    String name = found.name().orElseGet(() -> names(participants));
    return new Page(
        new Conversation(found.id(), found.type(), name.isEmpty() ? null : name),
        found.total(),
        participants,
        entries,
        found.before().map(value -> CURSOR + value).orElse(null),
        found.after().map(value -> CURSOR + value).orElse(null),
        entries.stream().flatMap(e -> known.matters(e.record()).stream()).distinct().toList(),
        alsoSeenIn(entries),
        searchableUpTo.get().orElse(null));
  }

  private List<AlsoSeen> alsoSeenIn(List<Entry> entries) {
    List<String> ids = entries.stream().map(entry -> entry.record().id()).toList();
    var counted = new LinkedHashMap<String, AlsoSeen>();
    known
        .seenElsewhere(ids)
        .values()
        .forEach(
            seen ->
                seen.forEach(
                    other ->
                        counted.merge(
                            other.account() + " " + other.conversation(),
                            new AlsoSeen(
                                other.conversation(),
                                other.name(),
                                other.connector(),
                                other.account(),
                                1,
                                other.id()),
                            IndexConversationDoor::together)));
    return List.copyOf(counted.values());
  }

  private static AlsoSeen together(AlsoSeen known, AlsoSeen more) {
    return new AlsoSeen(
        known.conversation(),
        known.name(),
        known.connector(),
        known.account(),
        known.messages() + more.messages(),
        known.around());
  }

  /** Employees are shown by their own names, others as the source showed them. */
  private Participant participant(Party party) {
    Optional<String> employee = Optional.ofNullable(party.address()).flatMap(known::employee);
    Boolean firm =
        (employee.isPresent() || Boolean.TRUE.equals(party.self())) ? Boolean.TRUE : null;
    return new Participant(employee.orElse(party.name()), party.address(), firm);
  }

  private static String names(List<Participant> participants) {
    return participants.stream()
        .map(each -> each.name() == null ? each.address() : each.name())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static Entry entry(io.holdfast.search.conversation.Entry found) {
    var changes = new ArrayList<CanonicalRecord>();
    found.history().edits().forEach(edit -> changes.add(edit.record()));
    found.history().deletions().forEach(deletion -> changes.add(deletion.record()));
    changes.sort(
        Comparator.comparing(change -> Optional.ofNullable(change.sentAt()).orElse(Instant.EPOCH)));
    return new Entry(
        found.shown().record(),
        changes,
        found.history().reactions().stream().map(reaction -> reaction.record()).toList(),
        found.history().attachments().stream().map(file -> file.record()).toList());
  }
}
