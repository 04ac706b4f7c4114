package io.holdfast.archive.capture;

/** How a capture came in; decides which reader looks at it, never whether it is kept. */
public enum CaptureType {
  /** The body of a WhatsApp Business webhook delivery, with its signature header. */
  WEBHOOK,
  /** Names a slice of an export file that is already a blob; the body is JSON. */
  EXPORT_SLICE,
  /** Names fetched media that is already a blob; the body is JSON. */
  MEDIA,
  /** A sign of life of a source: since when it listens, and what it had to refuse; JSON. */
  MARK,
  /** What the clock found missing by following the ledger: a gap, or its end; the body is JSON. */
  FINDING,
  /** A request to the control stream: hold, schedule, approval, people; the body is JSON. */
  CONTROL,
  /** One audit entry; the body is JSON. */
  AUDIT
}
