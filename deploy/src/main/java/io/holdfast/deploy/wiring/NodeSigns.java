package io.holdfast.deploy.wiring;

import io.holdfast.archive.catalogue.CatalogueCounts;
import io.holdfast.archive.catalogue.CataloguedGap;
import io.holdfast.deploy.web.doors.StatusDoor.Control;
import io.holdfast.deploy.wiring.doors.NodeStatusDoor;
import io.holdfast.ingest.media.MediaReport;
import io.holdfast.search.query.ArchiveSearch;
import io.holdfast.search.query.BlindSpot;
import io.holdfast.search.query.Filters;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.SearchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the roles of a node say of themselves. */
record NodeSigns(
    DeskParts parts,
    DeskParts.Reading reading,
    ArchiveSearch search,
    Supplier<Optional<Instant>> upTo)
    implements NodeStatusDoor.Signs {
  private static final int GAPS = 20;

  @Override
  public CatalogueCounts counts() {
    return reading.shadow().catalogue().counts();
  }

  @Override
  public long bytes() {
    return JdbcClient.create(parts.database())
        .sql("select coalesce(sum(bytes), 0) from shadow.segment_now where state <> 'destroyed'")
        .query(Long.class)
        .single();
  }

  @Override
  public List<CataloguedGap> gaps() {
    return reading.shadow().gaps().catalogued().latest(GAPS);
  }

  @Override
  public List<CataloguedGap.Count> gapCounts() {
    return reading.shadow().gaps().catalogued().counts();
  }

  @Override
  public Map<String, Long> unrecognised() {
    reading.engine().check(); // at once: whoever looks at the status does not wait for an engine
    var everything = new SearchRequest("", Filters.none(), 1, Optional.empty(), Scope.everything());
    var reasons = new LinkedHashMap<String, Long>();
    search
        .search(everything)
        .facets()
        .getOrDefault("reason", List.of())
        .forEach(reason -> reasons.put(reason.value(), reason.count()));
    return reasons;
  }

  @Override
  public List<BlindSpot> blindSpots() {
    var everything = new SearchRequest("", Filters.none(), 1, Optional.empty(), Scope.everything());
    return search.search(everything).blindSpots();
  }

  @Override
  public Optional<MediaReport> media() {
    return Optional.of(reading.media().report());
  }

  @Override
  public Optional<Instant> oldestUnsealed() {
    return reading.archiver().oldestUnsealed();
  }

  @Override
  public Optional<Instant> searchableUpTo() {
    return upTo.get();
  }

  @Override
  public Map<String, String> broken() {
    var all = new TreeMap<>(reading.watch().broken());
    reading.shadow().unreadable().ifPresent(told -> all.put("segments", told));
    return all;
  }

  @Override
  public List<Control> controls() {
    var controls = new ArrayList<Control>();
    Optional<String> trouble = parts.enforcer().trouble();
    controls.add(
        new Control(
            "Holds and locks are enforced in the store", trouble.orElse("Yes"), trouble.isEmpty()));
    Optional<String> media = reading.media().report().alarm();
    controls.add(
        new Control("Files of messages are fetched", media.orElse("Yes"), media.isEmpty()));
    return controls;
  }
}
