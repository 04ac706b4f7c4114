package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.deploy.e2e.SharedHoldfast.Running;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What arrives in an order that nobody planned, by ways that differ, from whoever hides a number.
 */
@ExtendWith(SharedHoldfast.class)
final class WebhooksIT {
  private static final String USER_ID = "GB.70551829364410027735";
  private static final String PHONE = "447700900981";

  private final Holdfast holdfast;
  private final Api api;
  private final Platform platform;

  WebhooksIT(Running running) {
    holdfast = running.holdfast();
    api = running.api();
    platform = holdfast.platform();
  }

  @Test
  void aDeletionBeforeItsMessageShowsInTheConversationWhenTheMessageArrives() throws Exception {
    deliver(
        """
        "messages":[{"from":"447700900980","id":"wamid.WH2","timestamp":"1782901952",\
        "type":"revoke","revoke":{"original_message_id":"wamid.WH1"}}]\
        """);
    deliver(
        """
        "messages":[{"from":"447700900980","id":"wamid.WH1","timestamp":"1782901900",\
        "type":"text","text":{"body":"ortolan withdrawn"}}]\
        """);
    await().until(() -> api.hits("ortolan") == 1);

    await()
        .untilAsserted(
            () -> {
              JsonNode talk = conversation("ortolan");
              JsonNode entry = entryOf(talk, "ortolan withdrawn");
              assertThat(entry.path("changes").toString())
                  .contains("\"deletion\"")
                  .contains("wamid.WH2");
              assertThat(talk.path("entries")).hasSize(1);
            });
  }

  @Test
  void aConversationGoesOnWithoutTheNumber() throws Exception {
    deliver(
        """
        "messages":[{"from":"%s","id":"wamid.WH3","timestamp":"1782901000","type":"text",\
        "text":{"body":"garganey one"}}]\
        """
            .formatted(PHONE));
    deliver(
        """
        "contacts":[{"profile":{"username":"gar"},"user_id":"%1$s"}],"messages":[{"from_user_id":\
        "%1$s","id":"wamid.WH4","timestamp":"1782901100","type":"text","text":{"body":"garganey two"}}]\
        """
            .formatted(USER_ID));
    await().until(() -> api.hits("garganey") == 2);
    assertThat(api.hits("from:" + PHONE)).isEqualTo(1);

    deliver(
        """
        "contacts":[{"wa_id":"%2$s","user_id":"%1$s"}],"statuses":[{"id":"wamid.WH5","status":\
        "read","timestamp":"1782901200","recipient_id":"%2$s","recipient_user_id":"%1$s"}]\
        """
            .formatted(USER_ID, PHONE));
    await().until(() -> api.hits("from:" + PHONE) == 2);

    for (String words : new String[] {"\"garganey one\"", "\"garganey two\""}) {
      await()
          .untilAsserted(
              () ->
                  assertThat(conversation(words).path("entries").toString())
                      .contains("garganey one")
                      .contains("garganey two"));
    }
  }

  @Test
  void aMessageThatWasHandedOutByNobodyIsAGapInItsConversation() throws Exception {
    deliver(
        """
        "messages":[{"from":"447700900982","id":"wamid.WH6","timestamp":"1782901220","errors":\
        [{"code":131060,"title":"This message is currently unavailable."}],"type":"unsupported"},\
        {"from":"447700900982","id":"wamid.WH7","timestamp":"1782901221","type":"text",\
        "text":{"body":"hobby seen"}}]\
        """);
    await().until(() -> api.hits("hobby") == 1);

    await()
        .untilAsserted(
            () ->
                assertThat(conversation("hobby").path("entries").toString())
                    .contains("message-unavailable")
                    .contains("\"unsupported\""));
    holdfast.verified();
  }

  @Test
  void whatNobodyKnowsShowsOnTheStatusPageByReason() throws Exception {
    long before = reason("change-unknown");
    long found = unrecognised();
    byte[] body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"tide_table",\
        "value":{"high":"noon"}}]}]}\
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(platform.deliver(body)).isEqualTo(200);
    await().until(() -> reason("change-unknown") == before + 1);
    // whoever comes next counts what is found, and must not count this too
    await().until(() -> unrecognised() == found + 1);
  }

  private long unrecognised() throws Exception {
    return api.found("/api/v1/search?kind=unrecognised").get("total").asLong();
  }

  private long reason(String code) throws Exception {
    return api.found("/api/v1/status").path("unrecognisedReasons").path(code).asLong(0);
  }

  private JsonNode conversation(String words) throws Exception {
    String id = api.record(words).at("/conversation/id").stringValue();
    return api.found("/api/v1/conversations/" + id);
  }

  private static JsonNode entryOf(JsonNode talk, String text) {
    for (JsonNode entry : talk.path("entries")) {
      if (entry.at("/record/content/text").asString("").equals(text)) {
        return entry;
      }
    }
    throw new AssertionError("no entry says " + text + ": " + talk);
  }

  private void deliver(String members) throws Exception {
    String body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"218840551903377","changes":[{"value":\
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"442079460321",\
        "phone_number_id":"305512988410076"},%s},"field":"messages"}]}]}\
        """
            .formatted(members);
    assertThat(platform.deliver(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
  }
}
