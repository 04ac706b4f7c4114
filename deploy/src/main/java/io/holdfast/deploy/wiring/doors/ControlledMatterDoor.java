package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.MatterDoor;
import io.holdfast.retention.MatterView;
import io.holdfast.retention.MatterView.HoldView;
import io.holdfast.retention.RecordsManagement;
import io.holdfast.retention.control.Hold.Release;
import io.holdfast.retention.disposal.HoldPreview;
import io.holdfast.retention.hold.HoldTerms;
import io.holdfast.retention.hold.Joined;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Matters and holds through the control stream. */
public final class ControlledMatterDoor implements MatterDoor {
  private final RecordsManagement records;
  private final Duration coolingOff;
  private final InstantSource clock;

  /** A door. */
  public ControlledMatterDoor(RecordsManagement records, Duration coolingOff, InstantSource clock) {
    this.records = records;
    this.coolingOff = coolingOff;
    this.clock = clock;
  }

  @Override
  public String open(Asker asker, String name, String reason) {
    return checked(() -> records.openMatter(Actors.of(asker), name, reason)).id();
  }

  @Override
  public List<Matter> list() {
    return checked(records::matters).reversed().stream().map(this::matter).toList();
  }

  @Override
  public @Nullable Matter find(String id) {
    try {
      return matter(checked(() -> records.matter(id)));
    } catch (ArchiveException e) {
      if (e.category() == Category.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public Preview preview(Scope scope) {
    HoldPreview preview = checked(() -> records.previewHold(terms(scope)));
    return new Preview(preview.records(), preview.objects(), clock.instant());
  }

  @Override
  public String hold(Asker asker, String matter, Scope scope) {
    scope.check();
    return checked(() -> records.placeHold(Actors.of(asker), matter, terms(scope))).hold().id();
  }

  @Override
  public void release(Asker asker, String matter, String hold, String reason) {
    checked(() -> records.releaseHold(Actors.of(asker), matter, hold, reason));
  }

  private static HoldTerms terms(Scope scope) {
    return new HoldTerms(
        scope.people(),
        scope.addresses(),
        scope.conversations(),
        scope.from(),
        scope.to(),
        scope.query());
  }

  private Matter matter(MatterView view) {
    return new Matter(
        view.matter().id(),
        view.matter().name(),
        view.matter().reason(),
        view.matter().openedBy().person(),
        view.matter().openedAt(),
        view.holds().stream().map(this::hold).toList());
  }

  private Hold hold(HoldView view) {
    HoldTerms terms = view.hold().terms();
    Optional<Release> release = view.hold().release();
    return new Hold(
        view.hold().id(),
        new Scope(
            terms.people(),
            terms.addresses(),
            terms.conversations(),
            terms.from(),
            terms.to(),
            terms.query()),
        joined(view.hold().joined()),
        state(view.state()),
        view.hold().placedBy().person(),
        view.hold().placedAt(),
        view.records(),
        view.objects(),
        view.protectedObjects(),
        release.map(Release::reason).orElse(null),
        release.map(given -> given.by().person()).orElse(null),
        release.map(given -> given.sealedAt().plus(coolingOff)).orElse(null));
  }

  private static List<String> joined(Joined joined) {
    return Stream.of(joined.people(), joined.addresses(), joined.conversations())
        .flatMap(Set::stream)
        .distinct()
        .toList();
  }

  private static String state(MatterView.State state) {
    return switch (state) {
      case PROTECTING -> "accepted";
      case HELD -> "enforced";
      case COOLING_OFF, RELEASED -> "released";
    };
  }

  /** Something that may find evidence broken. */
  interface Act<T> {
    T run() throws IntegrityException;
  }

  /** Broken evidence stops every act of records management. */
  static <T> T checked(Act<T> act) {
    try {
      return act.run();
    } catch (IntegrityException e) {
      throw new ArchiveException(
          Category.REFUSED, "Nothing was done, because evidence is broken: " + e.getMessage(), e);
    }
  }
}
