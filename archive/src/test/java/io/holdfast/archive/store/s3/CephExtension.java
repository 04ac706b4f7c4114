package io.holdfast.archive.store.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the run's one {@link CephGateway} to suites that ask for it. Without Ceph on the machine
 * they are skipped with the line that installs it, or fail when the system property {@code
 * holdfast.require.ceph} is {@code true}.
 */
public final class CephExtension
    implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
  private static final String NEEDED = "S3 tests need Ceph's gateway: " + CephGateway.INSTALL;
  private static final System.Logger LOG = System.getLogger(CephExtension.class.getName());

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (CephGateway.isInstalled() || isRequired()) {
      return ConditionEvaluationResult.enabled("Ceph is installed or required");
    }
    LOG.log(System.Logger.Level.WARNING, "SKIPPED {0}: {1}", context.getDisplayName(), NEEDED);
    return ConditionEvaluationResult.disabled(NEEDED);
  }

  private static boolean isRequired() {
    return Boolean.getBoolean("holdfast.require.ceph");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    gateway(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CephGateway.class;
  }

  @Override
  public CephGateway resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return gateway(context);
  }

  private static CephGateway gateway(ExtensionContext context) {
    if (!CephGateway.isInstalled()) {
      throw new IllegalStateException(NEEDED);
    }
    return context
        .getRoot()
        .getStore(Namespace.create(CephExtension.class))
        .computeIfAbsent(CephGateway.class, key -> start(), CephGateway.class);
  }

  private static CephGateway start() {
    try {
      return CephGateway.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
