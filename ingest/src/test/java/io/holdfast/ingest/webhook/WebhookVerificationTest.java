package io.holdfast.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookVerificationTest {
  private final WebhookVerification verification = new WebhookVerification("northgate-2291");

  @ParameterizedTest
  @ValueSource(strings = {"1158201444", "a", "A-b_9", "00001158201444"})
  void theChallengeIsEchoedAsItIs(String challenge) {
    assertThat(verification.answer("subscribe", "northgate-2291", challenge)).hasValue(challenge);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<script>", "a b", "a\n", "1158201444\u0000", "\u0661"})
  void aChallengeThatCouldBeMarkupIsRefused(String challenge) {
    assertThat(verification.answer("subscribe", "northgate-2291", challenge)).isEmpty();
  }

  @Test
  void lengthIsLimited() {
    assertThat(verification.answer("subscribe", "northgate-2291", "1".repeat(200))).isPresent();
    assertThat(verification.answer("subscribe", "northgate-2291", "1".repeat(201))).isEmpty();
  }

  @Test
  void everyPartMustBeRight() {
    assertThat(verification.answer("unsubscribe", "northgate-2291", "1")).isEmpty();
    assertThat(verification.answer(null, "northgate-2291", "1")).isEmpty();
    assertThat(verification.answer("subscribe", "northgate-2292", "1")).isEmpty();
    assertThat(verification.answer("subscribe", "", "1")).isEmpty();
    assertThat(verification.answer("subscribe", null, "1")).isEmpty();
    assertThat(verification.answer("subscribe", "northgate-2291", null)).isEmpty();
  }

  @Test
  void withoutATokenAllIsRefused() {
    assertThat(new WebhookVerification(null).answer("subscribe", null, "1")).isEmpty();
    assertThat(new WebhookVerification("").answer("subscribe", "", "1")).isEmpty();
  }
}
