package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.IntegrityException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Plans, approvals and certificates of disposal. Thread-safe; blocks.
 *
 * <p>Throws IntegrityException when the ledger cannot be believed.
 */
public interface DisposalDoor {
  /** Counts what is due; destroys nothing. */
  Plan plan(Asker asker) throws IntegrityException;

  /** Plans, newest first. */
  List<Plan> list() throws IntegrityException;

  /** One plan; absent when there is none of this id. */
  @Nullable Plan find(String id) throws IntegrityException;

  /**
   * Approves a plan; the enforcer then checks holds again and destroys.
   *
   * @throws io.holdfast.archive.ArchiveException REFUSED when the same person planned it and the
   *     class wants two
   */
  Plan approve(Asker asker, String id, String reason) throws IntegrityException;

  /**
   * A plan and what became of it.
   *
   * @param state {@code planned approved destroying destroyed refused}
   * @param secondPerson whether somebody else than the planner must approve
   * @param certificate what was destroyed, once it is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Plan(
      String id,
      String state,
      String plannedBy,
      Instant plannedAt,
      boolean secondPerson,
      List<ClassCount> classes,
      List<HeldBack> heldBack,
      @Nullable String approvedBy,
      @Nullable Instant approvedAt,
      @Nullable Instant destroyedAt,
      @Nullable JsonNode certificate) {
    /** Records that would be or were destroyed. */
    public long records() {
      return classes.stream().mapToLong(ClassCount::destroyed).sum();
    }

    /** Objects that would be or were deleted. */
    public long objects() {
      return classes.stream().mapToLong(ClassCount::objects).sum();
    }
  }

  /** Counts of one retention class. */
  record ClassCount(
      String retentionClass, long due, long heldBack, long destroyed, long objects, long bytes) {}

  /** What a matter keeps back. */
  record HeldBack(String matter, String name, long records) {}
}
