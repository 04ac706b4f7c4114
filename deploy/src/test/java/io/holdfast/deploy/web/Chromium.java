package io.holdfast.deploy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.holdfast.archive.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of this machine, which looks at nothing but the desk. */
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Leaves a test out where there is no browser, unless one is required. */
  public static void assume() {
    boolean there = Files.isExecutable(PROGRAM);
    if (Boolean.getBoolean("holdfast.require.chromium")) {
      assertThat(there).describedAs("%s is required", PROGRAM).isTrue();
    }
    assumeTrue(there, "no Chromium in " + PROGRAM + ": apt-get install chromium");
  }

  /** Starts it. */
  public static Chromium start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(playwright, playwright.chromium().launch(options()));
  }

  private static LaunchOptions options() {
    return new LaunchOptions()
        .setExecutablePath(PROGRAM)
        .setTimeout((double) Patience.LIMIT.toMillis())
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run"));
  }

  /** A session of its own. */
  public BrowserContext newContext() {
    return newContext(new NewContextOptions());
  }

  /** A session of its own. */
  public BrowserContext newContext(NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout((double) Patience.LIMIT.toMillis());
    return context;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
