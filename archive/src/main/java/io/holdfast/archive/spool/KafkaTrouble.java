package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Says in the house's terms what the broker said in its own. */
final class KafkaTrouble {
  private KafkaTrouble() {}

  static ArchiveException of(String what, Throwable error) {
    String kind = error.getClass().getSimpleName();
    return switch (error) {
      case AuthorizationException _, AuthenticationException _ ->
          new ArchiveException(
              Category.MISCONFIGURED,
              what + ": the broker refuses this identity (" + kind + "); check its credentials",
              error);
      case FencedInstanceIdException _ ->
          new ArchiveException(
              Category.MISCONFIGURED,
              what + ": another process has the same node name; give each its own",
              error);
      case RecordTooLargeException _ ->
          new ArchiveException(Category.INVALID, what + ": too large for the spool", error);
      default ->
          new ArchiveException(
              Category.UNAVAILABLE,
              what
                  + ": the spool does not answer ("
                  + kind
                  + "); check the broker, then send again",
              error);
    };
  }

  /** Waits for an answer of the broker; its own timeout bounds the wait. */
  static <T> T await(String what, KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw of(what, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(Category.UNAVAILABLE, what + ": interrupted", e);
    }
  }
}
