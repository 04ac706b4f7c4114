package io.holdfast.ingest.webhook;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Receipt;

/** What became of a delivery; says by itself which HTTP status tells the platform so. */
public sealed interface IntakeAnswer {
  /** The HTTP status to answer with. */
  int status();

  /** Durable in the spool. */
  record Accepted(Receipt receipt) implements IntakeAnswer {
    @Override
    public int status() {
      return 200;
    }
  }

  /** No secret of ours made this signature. Nothing was kept but a count. */
  record WrongSignature() implements IntakeAnswer {
    @Override
    public int status() {
      return 401;
    }
  }

  /** No signature. Nothing was kept but a count. */
  record MissingSignature() implements IntakeAnswer {
    @Override
    public int status() {
      return 401;
    }
  }

  /** Larger than {@link Capture#MAX_BODY}. Nothing was kept but a count. */
  record TooLarge() implements IntakeAnswer {
    @Override
    public int status() {
      return 413;
    }
  }

  /** Not durable; the platform will send it again. */
  record SpoolDown(String reason) implements IntakeAnswer {
    @Override
    public int status() {
      return 503;
    }
  }

  /** There is no app secret to check with; the platform will send it again. */
  record NotConfigured() implements IntakeAnswer {
    @Override
    public int status() {
      return 503;
    }
  }
}
