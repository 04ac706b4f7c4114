package io.holdfast.archive;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives {@link Patience} to whoever waits without a limit. JUnit finds this class by itself
 * wherever these test classes are on the path.
 */
public final class PatientSession implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(Patience.LIMIT);
  }
}
