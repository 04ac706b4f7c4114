package io.holdfast.deploy.cli;

/** What runs on top of the engines. */
@FunctionalInterface
public interface Application {
  /**
   * Starts it and returns when it answers; the engines stay up until what is returned has been
   * closed.
   *
   * @throws Exception when it does not start; nothing of it is left running
   */
  AutoCloseable start(Deployment deployment) throws Exception;
}
