package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.holdfast.deploy.e2e.Platform.Message;
import io.holdfast.deploy.web.Chromium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk of a running deployment, in a real browser. */
final class DeskIT {
  private static final String PERSON = "robin";

  @TempDir Path temporary;

  private Holdfast holdfast;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    holdfast = Holdfast.in(temporary);
    holdfast.up("--rehearsal");
    api = holdfast.as(holdfast.token("dana", "reviewer"));
  }

  @AfterEach
  void stop() throws Exception {
    holdfast.close();
  }

  @Test
  void aPersonSignsInFindsReadsProvesImportsAndHolds() throws Exception {
    Chromium.assume();
    var message = new Message("DESK1", "447700900777", "hawfinch over the desk", Instant.now());
    assertThat(holdfast.platform().deliver(message)).isEqualTo(200);
    await().until(() -> api.hits("hawfinch") == 1);
    String password = holdfast.account(PERSON, "reviewer,legal");

    List<String> complaints = new ArrayList<>();
    try (Chromium browser = Chromium.start();
        BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.onConsoleMessage(said -> complaints.add(page.url() + " " + said.text()));
      page.onPageError(error -> complaints.add(page.url() + " " + error));
      signIn(page, password);
      findAndProve(page);
      importAChat(page);
      holdTheConversation(page);
    }
    assertThat(complaints).isEmpty();
  }

  private void signIn(Page page, String password) {
    page.navigate(holdfast.uri("/sign-in").toString());
    page.fill("input[name=username]", PERSON);
    page.fill("input[name=password]", password);
    page.click("main button");
    page.waitForURL(url -> url.endsWith("/search"));
    assertThat(page.textContent("body")).contains("ehearsal");
  }

  private static void findAndProve(Page page) {
    page.fill("#search-box", "hawfinch");
    page.keyboard().press("Enter");
    page.locator("mark").waitFor();
    page.locator("a.row-link").first().click();
    page.locator(".bubble--chosen .seal").click();
    page.locator("#proof-title").waitFor();
    assertThat(page.locator("#proof").textContent()).contains("Unaltered since");
  }

  private void importAChat(Page page) {
    page.navigate(holdfast.uri("/imports").toString());
    byte[] chat =
        "31/01/2025, 21:01 - Robin Vale: brambling on the import page\n"
            .getBytes(StandardCharsets.UTF_8);
    page.setInputFiles(
        "input[type=file]",
        new FilePayload("WhatsApp Chat with Robin Vale.txt", "text/plain", chat));
    page.click("form[data-upload] button");
    page.waitForURL(url -> url.matches(".*/imports/[0-9a-f]+"));
    await().until(() -> api.hits("brambling") == 1);
  }

  private void holdTheConversation(Page page) throws Exception {
    String conversation = api.record("hawfinch").get("conversation").get("id").stringValue();
    page.navigate(holdfast.uri("/matters").toString());
    page.fill("input[name=name]", "Hawfinch review");
    page.fill("input[name=reason]", "A test of the desk");
    page.locator("form[action='/matters'] button").click();
    page.waitForURL(url -> url.matches(".*/matters/[0-9a-z]+"));
    page.navigate(page.url() + "/hold");
    page.fill("textarea[name=conversations]", conversation);
    page.click("text=Count what it would hold");
    page.locator("form[method=post] button.button--primary").click();
    page.waitForURL(url -> url.matches(".*/matters/[0-9a-z]+"));
    assertThat(page.textContent("main")).contains("Held");
  }
}
