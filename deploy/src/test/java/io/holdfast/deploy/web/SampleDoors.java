package io.holdfast.deploy.web;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ConversationDoor;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.DeskDoors.Capturing;
import io.holdfast.deploy.web.doors.DeskDoors.Keeping;
import io.holdfast.deploy.web.doors.DeskDoors.Reading;
import io.holdfast.deploy.web.doors.FileDoor;
import io.holdfast.deploy.web.doors.RecordDoor;
import io.holdfast.deploy.web.doors.ScheduleDoor;
import io.holdfast.deploy.web.doors.SearchDoor;
import io.holdfast.deploy.web.doors.SearchDoor.BlindSpot;
import io.holdfast.deploy.web.doors.SearchDoor.Facet;
import io.holdfast.deploy.web.doors.SearchDoor.Hit;
import io.holdfast.deploy.web.doors.StatusDoor;
import io.holdfast.deploy.web.doors.WebhookDoor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Doors with an archive of one conversation behind them. */
final class SampleDoors {
  static final Instant NOW = Instant.parse("2026-03-12T14:32:05Z");
  static final String FILE_NAME = "../Bericht\r\nX-Evil: 1 \u00e4.html";
  static final Bytes FILE = Bytes.utf8("<script>alert(1)</script>");
  static final String SECRET = "sha256=good";

  final AtomicInteger opened = new AtomicInteger();
  final SampleImports imports = new SampleImports();
  final SampleMatters matters = new SampleMatters();
  final SamplePeople people = new SamplePeople();
  final SampleDisposals disposals = new SampleDisposals();

  DeskDoors doors() {
    return new DeskDoors(
        new Reading(this::search, records(), conversations(), this::file),
        new Keeping(matters, schedule(), disposals, people),
        new Capturing(imports, webhook()),
        status());
  }

  private FileDoor.Finding file(Asker asker, String record, int number) {
    opened.incrementAndGet();
    if (!record.equals(SampleChat.CHOSEN)) {
      return new FileDoor.Finding.Unknown();
    }
    return number == 0
        ? new FileDoor.Finding.Kept(
            new FileDoor.File(FILE_NAME, "text/html", (long) FILE.length(), FILE.openStream()))
        : new FileDoor.Finding.NotKept("pending");
  }

  private SearchDoor.Answer search(SearchDoor.Question question) {
    opened.incrementAndGet();
    if (question.query().contains("(")) {
      throw new ArchiveException(
          Category.INVALID, "Character 12: this bracket is not closed. Write “)” at the end.");
    }
    if (question.query().contains("down")) {
      throw new ArchiveException(Category.UNAVAILABLE, "The search index does not answer");
    }
    if (question.query().contains("haldon")) {
      return new SearchDoor.Answer(0, List.of(), Map.of(), null, NOW.minusSeconds(13), blind());
    }
    var facets = new LinkedHashMap<String, List<Facet>>();
    facets.put(
        "person",
        List.of(
            new Facet("Daniel Harlow", 61),
            new Facet("Priya Raman", 23),
            new Facet("خالد منصور", 9)));
    facets.put("kind", List.of(new Facet("message", 52), new Facet("attachment", 6)));
    facets.put("conversation", List.of(new Facet("Halden deal team", 27)));
    facets.put("class", List.of(new Facet("mifid-5y", 58), new Facet("private", 3)));
    List<Hit> hits =
        SampleChat.entries().stream()
            .map(ConversationDoor.Entry::record)
            .filter(record -> record.kind() != io.holdfast.archive.record.RecordKind.GAP)
            .map(
                record ->
                    new Hit(
                        record,
                        record.id().equals(SampleChat.CHOSEN)
                            ? List.of(
                                "can we take this <mark>offline</mark>? call me on my other phone,"
                                    + " not here &lt;b&gt;")
                            : List.of(),
                        List.of("Daniel Harlow")))
            .toList();
    return new SearchDoor.Answer(61, hits, facets, "next", NOW.minusSeconds(13), blind());
  }

  private static List<BlindSpot> blind() {
    return List.of(
        new BlindSpot("media-pending", 12, "12 files not fetched yet"),
        new BlindSpot("gap", 1, "1 gap of 1 h 40 min"));
  }

  private RecordDoor records() {
    return new RecordDoor() {
      @Override
      public Finding find(Asker asker, String id, boolean raw) {
        opened.incrementAndGet();
        if (id.equals("gone")) {
          return new Finding.Destroyed(
              id, json("{\"disposal\":\"d-18\",\"at\":\"2026-03-01T09:00:00Z\"}"));
        }
        if (!id.equals(SampleChat.CHOSEN)) {
          return new Finding.Unknown(id);
        }
        return new Finding.Kept(
            new KeptRecord(
                SampleChat.chosen(),
                List.of(place()),
                "mifid-5y",
                Instant.parse("2031-03-31T22:00:00Z"),
                Instant.parse("2031-03-31T22:00:00Z"),
                "Schedule 7, rule 3: Markets, UK",
                List.of("Halden takeover inquiry"),
                List.of(
                    new RecordDoor.Observation(
                        "other", "whatsapp-export", "i7", "c9", "Halden (Priya)", NOW))));
      }

      @Override
      public @Nullable Proof proof(Asker asker, String id) {
        return !id.equals(SampleChat.CHOSEN)
            ? null
            : new Proof(
                place(),
                NOW,
                Instant.parse("2026-03-12T11:14:09Z"),
                "From the WhatsApp Business Platform. Its signature is valid.",
                "9f3c51aa7be09f3c51aa7be09f3c51aa7be09f3c51aa7be09f3c51aa7be01234",
                "e21d08c41f96e21d08c41f96e21d08c41f96e21d08c41f96e21d08c41f961234",
                21,
                json("{\"leaf\":\"9f3c\"}"));
      }
    };
  }

  private static RecordDoor.Place place() {
    return new RecordDoor.Place(
        "captures-04", 118_204, "s-1", 36, Instant.parse("2026-03-12T11:14:11Z"));
  }

  private ConversationDoor conversations() {
    return new ConversationDoor() {
      @Override
      public List<Summary> list(Asker asker, int size) {
        opened.incrementAndGet();
        return List.of(
            new Summary(
                SampleChat.HALDEN,
                4812,
                NOW.minusSeconds(900),
                List.of("Daniel Harlow", "Priya Raman")),
            new Summary(
                new io.holdfast.archive.record.CanonicalRecord.Conversation(
                    "c2", "direct", "خالد منصور"),
                12,
                NOW.minusSeconds(90_000),
                List.of("Daniel Harlow")));
      }

      @Override
      public @Nullable Page page(Asker asker, String id, @Nullable String around, int size) {
        opened.incrementAndGet();
        return !id.equals(SampleChat.HALDEN.id())
            ? null
            : new Page(
                SampleChat.HALDEN,
                4812,
                List.of(
                    new Participant("Daniel Harlow", "+44 7700 900112", true),
                    new Participant("Priya Raman", "+44 7700 900134", true),
                    new Participant("خالد منصور", "+44 7700 900417", false),
                    new Participant(null, "+44 7700 900466", false)),
                SampleChat.entries(),
                "2026-03-10",
                null,
                List.of("Halden takeover inquiry"),
                List.of(new AlsoSeen("c9", "Halden (Priya)", "whatsapp-export", "i7", 3, "other")),
                NOW.minusSeconds(13));
      }
    };
  }

  private static ScheduleDoor schedule() {
    return new ScheduleDoor() {
      @Override
      public JsonNode inForce() {
        return json("{\"version\":1,\"classes\":[]}");
      }

      @Override
      public JsonNode replace(Asker asker, JsonNode schedule) {
        return schedule;
      }
    };
  }

  private static WebhookDoor webhook() {
    return new WebhookDoor() {
      @Override
      public @Nullable String verify(
          @Nullable String mode, @Nullable String token, @Nullable String challenge) {
        return "subscribe".equals(mode) && "demo-verify".equals(token) ? challenge : null;
      }

      @Override
      public Outcome deliver(byte[] body, @Nullable String signature, @Nullable String type) {
        if (!SECRET.equals(signature)) {
          return Outcome.REFUSED;
        }
        return body.length == 4 ? Outcome.TRY_AGAIN : Outcome.ACKNOWLEDGED;
      }
    };
  }

  private static StatusDoor status() {
    return new StatusDoor() {
      @Override
      public Report report() {
        return new Report(
            NOW,
            List.of(
                new Stream("00", "captures", 2, 1L, 118_204, NOW.minusSeconds(2), true),
                new Stream("01", "captures", 0, null, 117_990, NOW.minusSeconds(1), true),
                new Stream("02", "captures", 5, 3L, 90_011, NOW.minusSeconds(4), false),
                new Stream("control", "control", 0, null, 412, NOW.minusSeconds(120), true),
                new Stream("audit", "audit", 3, 1L, 40_002, NOW.minusSeconds(1), true)),
            3L,
            NOW.minusSeconds(13),
            48_206_113,
            6_140_000_000L,
            12,
            new Media(12, 5400L, Map.of("token", 3L), Map.of("gone", 1L)),
            3,
            List.of(
                new GapCount("echoes-silent", 1, 0, 0, NOW.minusSeconds(9_000)),
                new GapCount("intake-down", 0, 1, 0, Instant.parse("2026-03-11T17:50:00Z"))),
            List.of(
                new Gap(NOW.minusSeconds(30_000), null, "echoes-silent", "open"),
                new Gap(
                    Instant.parse("2026-03-11T16:05:00Z"),
                    Instant.parse("2026-03-11T17:45:00Z"),
                    "intake-down",
                    "closed")),
            new Integrity(Instant.parse("2026-03-12T02:10:00Z"), null),
            List.of(
                new Control("Held, not protected in the store", "0", true),
                new Control("Past their end and not held", "0", true)),
            Map.of("change-unknown", 2L, "not-json", 1L));
      }

      @Override
      public Freshness freshness() {
        return new Freshness(NOW.minusSeconds(13), false);
      }
    };
  }

  static JsonNode json(String text) {
    return RecordJson.mapper().readTree(text);
  }
}
