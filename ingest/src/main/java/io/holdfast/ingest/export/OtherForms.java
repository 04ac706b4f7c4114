package io.holdfast.ingest.export;

import io.holdfast.ingest.export.ExportReport.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that begin like records of another export: a phone writes all headers of a file alike, so
 * such a file was put together of several, or somebody pasted an export into a message. Mutable,
 * one per pass.
 */
final class OtherForms {
  private static final int HEAD = 240;
  private static final int MOST_FORMS = 5;

  /** Fewer are pasted now and then. */
  private static final int LEAST = 3;

  /** One in so many is no longer a paste. */
  private static final int SHARE = 20;

  private final HeaderMatcher own;
  private final Header header = new Header();
  private final TemplateVote votes = new TemplateVote();
  private final Map<String, Long> firstLines = new HashMap<>();
  private long inFront;

  OtherForms(HeaderMatcher own) {
    this.own = own;
  }

  /** One more frame: of a record all lines but the first. */
  void frame(Frame frame) {
    boolean whole = frame.kind == Frame.Kind.PREAMBLE;
    if (!whole && frame.embedded == 0) {
      return;
    }
    int from = whole ? frame.from : Math.min(frame.to, frame.firstLineEnd + 1);
    long line = whole ? frame.line : frame.line + 1;
    while (from < frame.to) {
      int feed = Newlines.next(frame.bytes, from, frame.to);
      int to = feed < 0 ? frame.to : feed;
      boolean looks = from < to && HeaderLook.at(frame.bytes, from, to);
      if (looks && !own.match(frame.bytes, from, to, header)) {
        line(Utf8.text(frame.bytes, from, Math.min(to, from + HEAD)), line);
        inFront += whole ? 1 : 0;
      }
      from = to + 1;
      line++;
    }
  }

  private void line(String head, long line) {
    String form = votes.line(head);
    if (form != null) {
      firstLines.putIfAbsent(form, line);
    }
  }

  /**
   * What is to be told of them.
   *
   * @param headers how many the file has of its own form
   */
  ExportReport.Forms report(long headers) {
    long most = votes.forms().stream().mapToLong(TemplateVote.Found::lines).max().orElse(0);
    boolean many = inFront > 0 || (most >= LEAST && most * SHARE >= headers);
    return new ExportReport.Forms(forms(), inFront, many);
  }

  /** The forms, most lines first. */
  private List<Form> forms() {
    return votes.forms().stream()
        .limit(MOST_FORMS)
        .map(
            found ->
                new Form(
                    found.template().describe(),
                    found.lines(),
                    firstLines.getOrDefault(found.signature(), 0L)))
        .toList();
  }

  /** How many lines of a record look like headers that are not of this file. */
  static int within(Frame frame, HeaderMatcher own) {
    var forms = new OtherForms(own);
    forms.frame(frame);
    return (int) forms.forms().stream().mapToLong(Form::lines).sum();
  }
}
