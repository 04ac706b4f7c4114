package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.record.CanonicalRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Opens one record in the ledger, or says what became of it. Thread-safe; blocks. */
public interface RecordDoor {
  /**
   * What the ledger says of a record id.
   *
   * @param raw whether the exact bytes of the record are wanted too
   * @throws IntegrityException when what is stored is not what the ledger names
   */
  Finding find(Asker asker, String id, boolean raw) throws IntegrityException;

  /**
   * A proof that a third party can check, made and checked now; absent when the ledger has never
   * had this id or its keys are gone.
   *
   * @throws IntegrityException when what is stored does not lead to the signed root
   */
  @Nullable Proof proof(Asker asker, String id) throws IntegrityException;

  /** What is known of an id. */
  sealed interface Finding {
    /** It is kept. */
    record Kept(KeptRecord kept) implements Finding {}

    /** It was destroyed on its day; the certificate says when, why and by whom. */
    record Destroyed(String id, JsonNode certificate) implements Finding {}

    /** The ledger has never had it. */
    record Unknown(String id) implements Finding {}
  }

  /**
   * A record with where it is kept, until when and why.
   *
   * @param retainUntil locked in the store until then at least
   * @param dueAt disposal may be planned from then on
   * @param basis the rule that gave it its class, in words
   * @param matters names of the matters that hold it
   * @param observations other records of the same message: a derived statement, absent when there
   *     is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeptRecord(
      CanonicalRecord record,
      List<Place> places,
      String retentionClass,
      Instant retainUntil,
      Instant dueAt,
      @Nullable String basis,
      List<String> matters,
      @Nullable List<Observation> observations) {}

  /**
   * Another record of the same message, seen by another source. Which records belong together is
   * worked out from sealed records (decision 0021) and may be wrong; the records are not.
   *
   * @param account phone number id, or import id
   * @param conversation its id
   * @param name of that conversation, where it has one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Observation(
      String id,
      String connector,
      String account,
      String conversation,
      @Nullable String name,
      Instant sentAt) {}

  /**
   * Where a record stands in the ledger.
   *
   * @param number of the record in its segment, from 0
   */
  record Place(String stream, long sequence, String segment, int number, Instant sealedAt) {}

  /**
   * A proof and what a person wants to see of it.
   *
   * @param leaf hexadecimal
   * @param root hexadecimal
   * @param steps hashes between leaf and root
   * @param file everything that somebody else needs to check it
   */
  record Proof(
      Place place,
      Instant checkedAt,
      Instant receivedAt,
      String origin,
      String leaf,
      String root,
      int steps,
      JsonNode file) {}
}
