package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Matters and their holds. Thread-safe; blocks.
 *
 * <p>Throws IntegrityException when the ledger cannot be believed.
 */
public interface MatterDoor {
  /** Opens a matter; returns its id. */
  String open(Asker asker, String name, String reason) throws IntegrityException;

  /** Matters, newest first. */
  List<Matter> list() throws IntegrityException;

  /** One matter; absent when there is none of this id. */
  @Nullable Matter find(String id) throws IntegrityException;

  /** What a hold would hold, counted now. Empty scopes are refused as INVALID. */
  Preview preview(Scope scope) throws IntegrityException;

  /** Places a hold; returns its id once its control record is sealed. */
  String hold(Asker asker, String matter, Scope scope) throws IntegrityException;

  /** Releases a hold, or asks for its release where a second person must agree. */
  void release(Asker asker, String matter, String hold, String reason) throws IntegrityException;

  /**
   * What a hold names; AND between members, OR within one.
   *
   * @param from sent at or after
   * @param to sent before
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Scope(
      List<String> people,
      List<String> addresses,
      List<String> conversations,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String query) {
    /** Lists that a request leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON may leave lists out, so the codec hands in null
    public Scope {
      people = given(people);
      addresses = given(addresses);
      conversations = given(conversations);
    }

    @SuppressWarnings("NullAway") // JSON may hold null inside a list too
    private static List<String> given(List<String> list) {
      if (list == null) {
        return List.of();
      }
      if (list.stream().anyMatch(Objects::isNull)) {
        throw new ArchiveException(Category.INVALID, "a list of the hold has an empty entry");
      }
      return List.copyOf(list);
    }

    /** Refuses a scope that names nothing, and so would hold everything by mistake. */
    public void check() {
      if (people.isEmpty()
          && addresses.isEmpty()
          && conversations.isEmpty()
          && from == null
          && to == null
          && (query == null || query.isBlank())) {
        throw new ArchiveException(
            Category.INVALID, "a hold names people, addresses, conversations or dates");
      }
      if (from != null && to != null && !from.isBefore(to)) {
        throw new ArchiveException(Category.INVALID, "the hold's first day is after its last day");
      }
    }

    /** Safe to print: counts only. */
    @Override
    public String toString() {
      return "Scope[" + people.size() + " people, " + conversations.size() + " conversations]";
    }
  }

  /** What a hold would reach. */
  record Preview(long records, long objects, @Nullable Instant countedUpTo) {}

  /** A matter with its holds. */
  record Matter(
      String id, String name, String reason, String openedBy, Instant openedAt, List<Hold> holds) {}

  /**
   * One hold.
   *
   * @param state {@code accepted enforced release-asked released}
   * @param objects objects in the store that must be protected
   * @param enforced of these, protected and read back
   * @param joined more identifiers and conversations of the same people, as records say
   * @param cooledOff when a released hold stops to keep disposal away
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Hold(
      String id,
      Scope scope,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> joined,
      String state,
      String placedBy,
      Instant placedAt,
      long records,
      long objects,
      long enforced,
      @Nullable String releaseReason,
      @Nullable String releasedBy,
      @Nullable Instant cooledOff) {
    /** Keeps a copy. */
    public Hold {
      joined = List.copyOf(joined);
    }
  }
}
