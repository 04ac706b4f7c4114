package io.holdfast.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class WebhookSignatureTest {
  private static final String SECRET = "3b1f0c9e7d5a4826b3c1d0e9f8a7b6c5";
  private static final String HEX =
      "32abd4161ee7c8a5ea4cc30c4f540a38def4924f6ab361dde07beb61aef3a1a5";
  private static final byte[] BODY =
      ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"218840551903377\","
           + "\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
           + "\"display_phone_number\":\"442079460321\",\"phone_number_id\":\"305512988410076\"},"
           + "\"messages\":[{\"from\":\"447700900123\",\"id\":\"wamid.TEST\","
           + "\"timestamp\":\"1782900000\",\"type\":\"text\",\"text\":{\"body\":\"Caf\\u00e9"
           + " \\ud83d\\udc4d a\\/b\"}}]},\"field\":\"messages\"}]}]}")
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void thePublishedVectorHolds() {
    assertThat(BODY).hasSize(374);
    assertThat(signature(SECRET).matches(BODY, "sha256=" + HEX)).isTrue();
  }

  @Test
  void aBodyWrittenAnewIsRefused() {
    var mapper = JsonMapper.shared();
    byte[] anew = mapper.writeValueAsBytes(mapper.readTree(BODY));
    assertThat(anew).hasSize(361);
    assertThat(signature(SECRET).matches(anew, "sha256=" + HEX)).isFalse();
  }

  @Test
  void anyActiveSecretWillDo() {
    assertThat(signature("old", SECRET, "next").matches(BODY, "sha256=" + HEX)).isTrue();
    assertThat(signature("old", "next").matches(BODY, "sha256=" + HEX)).isFalse();
    assertThat(signature().matches(BODY, "sha256=" + HEX)).isFalse();
    assertThat(signature().isConfigured()).isFalse();
  }

  @Test
  void oneChangedByteIsSeen() {
    for (int i = 0; i < BODY.length; i++) {
      byte[] changed = BODY.clone();
      changed[i] ^= 1;
      assertThat(signature(SECRET).matches(changed, "sha256=" + HEX)).isFalse();
    }
  }

  @Test
  void upperCaseHexIsTheSameNumber() {
    assertThat(signature(SECRET).matches(BODY, "sha256=" + HEX.toUpperCase(Locale.ROOT))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        HEX,
        "sha1=" + HEX,
        "SHA256=" + HEX,
        "sha256=" + HEX + "0",
        "sha256=" + HEX + ",sha256=" + HEX,
        " sha256=" + HEX,
        "sha256=zzabd4161ee7c8a5ea4cc30c4f540a38def4924f6ab361dde07beb61aef3a1a5",
        "sha256=\uff132abd4161ee7c8a5ea4cc30c4f540a38def4924f6ab361dde07beb61aef3a1a5",
        "sha256=0000000000000000000000000000000000000000000000000000000000000000",
      })
  void otherHeadersAreRefused(String header) {
    assertThat(signature(SECRET).matches(BODY, header)).isFalse();
  }

  @Test
  void anEmptySecretIsAMistake() {
    assertThatThrownBy(() -> signature("")).isInstanceOf(IllegalArgumentException.class);
  }

  private static WebhookSignature signature(String... secrets) {
    return new WebhookSignature(List.of(secrets).stream().map(Bytes::utf8).toList());
  }
}
