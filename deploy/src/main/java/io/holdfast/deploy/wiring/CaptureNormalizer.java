package io.holdfast.deploy.wiring;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.gaps.FindingReader;
import io.holdfast.ingest.webhook.WebhookSignature;
import java.util.List;

/**
 * Hands each capture to the reader of its type; a webhook's origin is proved once more before it is
 * believed.
 */
record CaptureNormalizer(
    WebhookSignature signature,
    Normalizer webhooks,
    Normalizer slices,
    Normalizer media,
    RecordIdentity identity)
    implements Normalizer {
  @Override
  public List<CanonicalRecord> normalize(Capture capture) {
    return switch (capture.type()) {
      case WEBHOOK ->
          proven(capture)
              ? webhooks.normalize(capture)
              : List.of(unrecognised(capture, "signature-not-proven"));
      case EXPORT_SLICE -> slices.normalize(capture);
      case MEDIA -> media.normalize(capture);
      case MARK, FINDING -> new FindingReader(identity).normalize(capture);
      case CONTROL, AUDIT -> List.of(unrecognised(capture, "no-reader"));
    };
  }

  private boolean proven(Capture capture) {
    String header = capture.headers().get("x-hub-signature-256");
    return header != null && signature.matches(capture.body().toArray(), header);
  }

  private CanonicalRecord unrecognised(Capture capture, String reason) {
    var source = new Source("holdfast", null, capture.account(), null, null, null);
    return new RecordBuilder(identity.id("unproven", capture.id()), RecordKind.UNRECOGNISED, source)
        .capturedAt(capture.receivedAt())
        .content(new Content.Unrecognised(reason, (long) capture.body().length()))
        .raw(capture.body(), null)
        .build();
  }
}
