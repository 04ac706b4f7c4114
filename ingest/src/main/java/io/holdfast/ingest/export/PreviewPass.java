package io.holdfast.ingest.export;

import io.holdfast.archive.record.RecordIdentity;
import java.io.IOException;
import java.util.List;

/** One pass over an export that keeps nothing of it but what a person should know first. */
final class PreviewPass {
  private final ExportPlan plan;
  private final RecordMaker maker;
  private final Census census = new Census();
  private final OtherForms forms;
  private final Damage.Tally damage = new Damage.Tally();
  private long headers;

  PreviewPass(SliceContext context, RecordIdentity identity) {
    plan = context.plan();
    forms = new OtherForms(new HeaderMatcher(plan.template()));
    maker = new RecordMaker(context, identity);
  }

  void read(RecordScanner scanner) throws IOException {
    while (scanner.next()) {
      Frame frame = scanner.frame();
      if (frame.kind == Frame.Kind.RECORD) {
        headers++;
      }
      forms.frame(frame);
      damage.add(frame);
      maker.make(frame, scanner.following(), census::count);
    }
  }

  ExportPreview preview(ExportFile file) {
    return census.preview(
        file, plan, report(), new Doubts(forms.report(headers), damage.otherEncoding()));
  }

  /** What only the text itself tells, and no record. */
  record Doubts(ExportReport.Forms forms, boolean otherEncoding) {}

  private ExportReport.Votes report() {
    List<DateOrderDecision.Vote> votes = plan.dateOrder().votes();
    long dates = votes.isEmpty() ? 0 : votes.getFirst().dates();
    return new ExportReport.Votes(
        headers,
        dates,
        votes.stream()
            .map(
                vote ->
                    new ExportReport.OrderVotes(
                        vote.order().code(), vote.impossible(), vote.variation(), vote.media()))
            .toList());
  }
}
