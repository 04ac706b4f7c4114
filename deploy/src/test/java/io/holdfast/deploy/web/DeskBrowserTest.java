package io.holdfast.deploy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.holdfast.deploy.web.security.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desk in a real browser. */
class DeskBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "/search?q=offline",
          "/search?q=haldon",
          "/conversations",
          "/conversations/c7halden0001",
          "/conversations/c7halden0001?proof=" + SampleChat.CHOSEN,
          "/imports",
          "/imports/lunch",
          "/matters",
          "/matters/m31",
          "/matters/m31/hold?people=Daniel",
          "/matters/m31/holds/h1/release",
          "/disposals",
          "/disposals/d19",
          "/disposals/d18",
          "/people?id=e-1007",
          "/status");

  private static Desk desk;
  private static Chromium browser;

  @BeforeAll
  static void open() {
    Chromium.assume();
    desk = new Desk();
    desk.account("amara.osei", Role.values());
    browser = Chromium.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (desk != null) {
      desk.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "390, LIGHT", "1280, DARK", "390, DARK"})
  void every_page_fits_and_says_nothing_to_the_console(int width, ColorScheme scheme) {
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme))) {
      List<String> complaints = new ArrayList<>();
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(page.url() + " " + message.text()));
      page.onPageError(error -> complaints.add(page.url() + " " + error));
      signIn(page);
      for (String path : PAGES) {
        page.navigate(desk.uri(path).toString());
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
            .describedAs("%s is wider than the window", path)
            .isEqualTo(0);
        assertThat(page.locator("h1").count()).describedAs("headings of %s", path).isEqualTo(1);
        assertThat(page.locator("[aria-current=page]").count())
            .describedAs("where %s is", path)
            .isEqualTo(1);
      }
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void a_seal_opens_its_proof_and_the_keyboard_closes_it() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(desk.uri("/conversations/c7halden0001").toString());

      page.locator("#r-" + SampleChat.CHOSEN + " .seal").click();
      page.locator("#proof-title").waitFor();
      assertThat(page.locator("#proof").textContent()).contains("Unaltered since");
      page.waitForURL(url -> url.contains("proof=" + SampleChat.CHOSEN));
      page.waitForFunction("document.activeElement.id === 'proof-title'");

      page.keyboard().press("Escape");
      page.waitForURL(url -> !url.contains("proof="));
      page.locator("#proof", new Page.LocatorOptions().setHasText("Choose the seal")).waitFor();

      page.keyboard().press("/");
      page.waitForFunction("document.activeElement.id === 'search-box'");
    }
  }

  /** What stands beside the messages on a wide screen. */
  @Test
  void who_takes_part_is_within_reach_of_the_keyboard_on_a_narrow_screen() {
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1024, 768))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(desk.uri("/conversations/c7halden0001").toString());
      assertThat(page.locator("#also-seen").isVisible()).isFalse();

      page.locator("a[href='#people']").press("Enter");
      page.locator("#also-seen").waitFor();
      assertThat(page.locator("#people").textContent()).contains("Halden takeover inquiry");
      assertThat(page.locator("#chat").isVisible()).isFalse();

      page.locator("a[href='#chat']").press("Enter");
      page.locator("#chat").waitFor();
      assertThat(page.locator("#also-seen").isVisible()).isFalse();
    }
  }

  @Test
  void a_search_is_in_the_address_and_a_hit_opens_in_its_place() {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(desk.uri("/search").toString());

      page.fill("#search-box", "offline");
      page.keyboard().press("Enter");
      page.locator("mark").waitFor();
      page.waitForURL(url -> url.contains("q=offline"));
      assertThat(page.locator("#results").textContent()).contains("Searchable up to", "<b>");

      page.locator("a.row-link", new Page.LocatorOptions().setHasText("my other phone")).click();
      page.locator(".bubble--chosen").waitFor();
      assertThat(page.locator(".bubble--chosen").textContent()).contains("my other phone");
    }
  }

  @Test
  void a_file_is_uploaded_with_progress_and_without_script() {
    for (boolean script : new boolean[] {true, false}) {
      try (BrowserContext context =
          browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
        Page page = context.newPage();
        signIn(page);
        page.navigate(desk.uri("/imports").toString());
        page.setInputFiles(
            "input[type=file]",
            new FilePayload("Chat.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8)));
        page.fill("input[name=zone]", "Europe/Berlin");
        page.click("form[data-upload] button");
        page.waitForURL(url -> url.matches(".*/imports/i\\d+"));

        assertThat(page.locator("h1").textContent()).isEqualTo("Chat.txt");
        assertThat(desk.doors().imports.received.getLast().zone()).isEqualTo("Europe/Berlin");
      }
    }
  }

  @Test
  void hold_and_disposal_work_without_script() {
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(desk.uri("/matters/m31/hold").toString());
      page.fill("textarea[name=people]", "Daniel Harlow\nPriya Raman");
      page.click("text=Count what it would hold");
      page.click("text=Hold 21,542 records");
      page.waitForURL(url -> url.endsWith("/matters/m31"));
      assertThat(desk.doors().matters.placed.getLast().people())
          .containsExactly("Daniel Harlow", "Priya Raman");

      page.navigate(desk.uri("/disposals/d19").toString());
      page.fill("input[name=count]", "47015");
      page.fill("input[name=reason]", "End of term");
      page.click("text=Approve and destroy 47,015 records");
      await()
          .untilAsserted(
              () ->
                  assertThat(desk.doors().disposals.approved)
                      .contains("d19 by amara.osei: End of term"));
    }
  }

  private static void signIn(Page page) {
    page.navigate(desk.uri("/sign-in").toString());
    page.fill("input[name=username]", "amara.osei");
    page.fill("input[name=password]", Desk.PASSWORD);
    page.click("main button");
    page.waitForURL(url -> url.endsWith("/search"));
  }
}
