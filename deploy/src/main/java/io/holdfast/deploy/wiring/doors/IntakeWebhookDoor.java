package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.capture.Receipt;
import io.holdfast.deploy.web.doors.WebhookDoor;
import io.holdfast.ingest.webhook.IntakeAnswer;
import io.holdfast.ingest.webhook.WebhookIntake;
import io.holdfast.ingest.webhook.WebhookVerification;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Webhook deliveries into the spool. */
public final class IntakeWebhookDoor implements WebhookDoor {
  private final WebhookVerification verification;
  private final WebhookIntake intake;
  private final Predicate<Receipt> mayAnswer;
  private final Consumer<IntakeAnswer> told;

  /**
   * A door.
   *
   * @param told is told what became of each delivery
   * @param mayAnswer asked after the spool has acknowledged; false when the answer had to wait too
   *     long
   */
  public IntakeWebhookDoor(
      WebhookVerification verification,
      WebhookIntake intake,
      Predicate<Receipt> mayAnswer,
      Consumer<IntakeAnswer> told) {
    this.verification = verification;
    this.intake = intake;
    this.mayAnswer = mayAnswer;
    this.told = told;
  }

  @Override
  public @Nullable String verify(
      @Nullable String mode, @Nullable String token, @Nullable String challenge) {
    return verification.answer(mode, token, challenge).orElse(null);
  }

  @Override
  public Outcome deliver(byte[] body, @Nullable String signature, @Nullable String contentType) {
    IntakeAnswer answer = intake.receive(body, signature, contentType);
    told.accept(answer);
    return switch (answer) {
      case IntakeAnswer.Accepted(Receipt receipt) ->
          mayAnswer.test(receipt) ? Outcome.ACKNOWLEDGED : Outcome.TRY_AGAIN;
      case IntakeAnswer.WrongSignature _, IntakeAnswer.MissingSignature _ -> Outcome.REFUSED;
      case IntakeAnswer.TooLarge _ -> Outcome.REFUSED;
      case IntakeAnswer.SpoolDown _, IntakeAnswer.NotConfigured _ -> Outcome.TRY_AGAIN;
    };
  }
}
