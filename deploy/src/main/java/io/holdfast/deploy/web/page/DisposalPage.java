package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.DisposalDoor.ClassCount;
import io.holdfast.deploy.web.doors.DisposalDoor.Plan;
import java.util.function.ToLongFunction;

/**
 * A disposal plan and what the reader may do about it.
 *
 * @param mistake key of what is wrong with a typed approval; empty when nothing is
 */
public record DisposalPage(Plan plan, String reader, String mistake) {
  /** Whether it waits for an approval. */
  public boolean planned() {
    return plan.state().equals("planned");
  }

  /** Whether everything is done. */
  public boolean destroyed() {
    return plan.state().equals("destroyed");
  }

  /** Whether the enforcer is at it. */
  public boolean moving() {
    return plan.state().equals("approved") || plan.state().equals("destroying");
  }

  /** Whether somebody else has to approve. */
  public boolean needsSomebodyElse() {
    return plan.secondPerson() && plan.plannedBy().equals(reader);
  }

  /** The sum of a column. */
  public long sum(ToLongFunction<ClassCount> column) {
    return plan.classes().stream().mapToLong(column).sum();
  }
}
