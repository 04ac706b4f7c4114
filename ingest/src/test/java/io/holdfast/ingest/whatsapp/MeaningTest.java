package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What each published form means, in a few words: communication, evidence, notice or gap. Only what
 * is no delivery of the platform stays unrecognised.
 */
final class MeaningTest {
  private static final Map<String, String> MEANING =
      table(
          """
          account-update-offboarded = notice:account_update gap:account-offboarded
          account-update-partner-removed = notice:account_update gap:partner-removed
          account-update-reconnected = notice:account_update gap:account-reconnected
          audio-file = message:audio
          audio-voice = message:audio
          batch = message:text message:text receipt:read receipt:delivered message:text
          business-username-updates = notice:business_username_updates
          button = message:button
          call-connect = call:connect
          call-recording = call:call_recording_available
          call-status = call:ringing
          call-terminate = call:terminate
          call-transcript = call:call_transcription_available
          contacts-request-vcard = message:contacts
          contacts = message:contacts
          document = message:document
          edit-image-caption = edit:image
          edit-text = edit:text
          forwarded = message:text
          frequently-forwarded = message:text
          group-join-request = membership:join-requested
          group-lifecycle-create = membership:created
          group-lifecycle-delete = membership:deleted
          group-participants-add = membership:joined
          group-participants-remove = membership:removed membership:left
          group-settings = membership:settings-changed
          group-status = membership:suspended
          group-text = message:text
          group-unsupported = message:unsupported gap:unsupported-content
          history-chunk = notice:history_chunk message:text message:media_placeholder message:text message:text
          history-declined = gap:history-declined
          history-media-echo = message:video
          history-media-inbound = message:image
          image = message:image
          interactive-button-reply = message:interactive
          interactive-call-permission-reply = message:interactive
          interactive-list-reply = message:interactive
          interactive-nfm-reply-address = message:interactive
          interactive-nfm-reply-flow = message:interactive
          interactive-payment-method = message:interactive
          interactive-without-body = message:interactive gap:platform-error
          location = message:location
          media-api-error = unrecognised:not-a-whatsapp-delivery
          media-api-get = unrecognised:not-a-whatsapp-delivery
          messaging-handovers = notice:control_passed gap:messaging-handover
          order = message:order
          phone-number-name-update = notice:phone_number_name_update
          phone-number-quality-update = notice:phone_number_quality_update
          reaction-removed = reaction:removed
          reaction = reaction:set
          referral = message:text
          referred-product = message:text
          reply-bsuid = message:text
          reply = message:text
          request-welcome = notice:request_welcome
          revoke = deletion:deleted
          security = notice:security
          smb-app-data-response = unrecognised:not-a-whatsapp-delivery
          smb-app-state-sync = identity:contact_add identity:contact_remove
          smb-echo-edit = edit:text
          smb-echo-image-bsuid = message:image
          smb-echo-revoke = deletion:deleted
          smb-echo-text = message:text
          standby-echo-template = message:template
          standby-echo = message:text
          standby-inbound = message:text
          standby-status = receipt:delivered
          status-bsuid = receipt:delivered
          status-deleted-legacy = receipt:deleted
          status-delivered = receipt:delivered
          status-failed = receipt:failed
          status-group-aggregated = receipt:read receipt:read
          status-payment = notice:payment_status
          status-played = receipt:played
          status-read = receipt:read
          status-sent-v23 = receipt:sent
          status-sent = receipt:sent
          sticker = message:sticker
          system-identity-changed = identity:customer_identity_changed
          system-user-changed-number = identity:user_changed_number
          system-user-changed-user-id = identity:user_changed_user_id
          template-category = notice:template_category_update
          template-components = notice:message_template_components_update
          template-status = notice:message_template_status_update
          text-bsuid-only = message:text
          text = message:text
          unknown-legacy = message:unsupported gap:unsupported-content
          unsupported-131060 = message:unsupported gap:message-unavailable
          unsupported-edit = message:unsupported gap:edit-unavailable
          unsupported-poll = message:unsupported gap:unsupported-content
          unsupported-with-text = message:unsupported gap:unsupported-content
          user-actions = notice:marketing_messages_link_click
          user-id-update = identity:user_id_update
          user-preferences = notice:user_preferences
          value-errors-131035 = gap:content-discarded
          value-errors = gap:platform-error
          video = message:video
          voicemail = message:audio
          vonage-inbound = unrecognised:not-a-whatsapp-delivery
          """);

  static List<String> names() {
    return Examples.names();
  }

  @Test
  void theTableIsWhole() {
    assertThat(MEANING.keySet()).containsExactlyElementsOf(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFormMeansWhatThePlatformSays(String name) {
    assertThat(
            Bodies.NORMALIZER.read(Examples.body(name)).stream()
                .map(MeaningTest::brief)
                .collect(Collectors.joining(" ")))
        .isEqualTo(MEANING.get(name));
  }

  /** The kind, and the one word that says most. */
  static String brief(CanonicalRecord record) {
    JsonNode content = RecordJson.mapper().valueToTree(record.content());
    List<String> members =
        switch (record.kind()) {
          case GAP, UNRECOGNISED -> List.of("reason");
          case MEMBERSHIP, CALL -> List.of("event");
          default -> List.of("status", "type");
        };
    String usual = content.path("removed").asBoolean(false) ? "removed" : "set";
    String word =
        members.stream()
            .map(member -> content.path(member).asString(""))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(record.kind() == RecordKind.REACTION ? usual : "");
    return record.kind().code() + ":" + word;
  }

  private static Map<String, String> table(String lines) {
    var table = new TreeMap<String, String>();
    lines
        .lines()
        .map(line -> line.split(" = "))
        .forEach(row -> table.put(row[0].strip(), row[1].strip()));
    return table;
  }
}
