package io.holdfast.deploy.web.page;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.deploy.web.doors.SearchDoor.Answer;
import io.holdfast.deploy.web.doors.SearchDoor.Facet;
import io.holdfast.deploy.web.doors.SearchDoor.Hit;
import io.holdfast.deploy.web.page.Highlights.Piece;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search and its answer.
 *
 * @param answer absent while nothing was asked or the query cannot be read
 * @param mistake why the query cannot be read
 */
public record SearchPage(SearchAddress address, @Nullable Answer answer, @Nullable String mistake) {

  private static final List<String> FACETS =
      List.of("person", "custodian", "kind", "contentType", "conversation", "class", "month");

  /** Hits of one conversation, in the order of the answer. */
  public record Group(String id, String name, String type, List<Hit> hits) {}

  /** The facets that a page can offer, in the order in which people look for them. */
  public Map<String, List<Facet>> facets() {
    var shown = new LinkedHashMap<String, List<Facet>>();
    if (answer != null) {
      for (String name : FACETS) {
        List<Facet> values = answer.facets().getOrDefault(name, List.of());
        if (!values.isEmpty()) {
          shown.put(name, values);
        }
      }
    }
    return shown;
  }

  /** The hits by conversation. */
  public List<Group> groups() {
    var groups = new LinkedHashMap<String, Group>();
    if (answer != null) {
      for (Hit hit : answer.hits()) {
        CanonicalRecord.Conversation in = hit.record().conversation();
        String id = in == null ? "" : in.id();
        groups
            .computeIfAbsent(
                id,
                key ->
                    new Group(
                        id,
                        in == null || in.name() == null ? "" : in.name(),
                        in == null ? "" : in.type(),
                        new ArrayList<>()))
            .hits()
            .add(hit);
      }
    }
    return List.copyOf(groups.values());
  }

  /** The people of a group, for one that has no name. */
  public static String people(Group group) {
    return group.hits().stream()
        .flatMap(hit -> Stream.concat(hit.custodians().stream(), Stream.of(sender(hit))))
        .filter(name -> !name.isEmpty())
        .distinct()
        .limit(3)
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** Where a hit is read in its place. */
  public static String place(Hit hit) {
    String id = encoded(hit.record().id());
    CanonicalRecord.Conversation in = hit.record().conversation();
    return in == null
        ? "/records/" + id
        : "/conversations/" + encoded(in.id()) + "?around=" + id + "#r-" + id;
  }

  /** Who sent a hit. */
  public static String sender(Hit hit) {
    return Bubbles.name(hit.record().sender());
  }

  /** When a hit was sent. */
  public static @Nullable Instant at(Hit hit) {
    return Bubbles.at(hit.record());
  }

  /** The text of a hit, matched words marked. */
  public static List<Piece> text(Hit hit) {
    var pieces = new ArrayList<Piece>();
    for (String fragment : hit.highlights()) {
      if (!pieces.isEmpty()) {
        pieces.add(new Piece(" … ", false));
      }
      pieces.addAll(Highlights.pieces(fragment));
    }
    Content content = hit.record().content();
    String plain = content == null ? null : content.text();
    if (pieces.isEmpty() && plain != null) {
      pieces.add(new Piece(plain.length() > 300 ? plain.substring(0, 299) + "…" : plain, false));
    }
    return pieces;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
