package io.holdfast.ingest.export;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import java.io.IOException;
import java.util.ArrayList;

/** One pass over an export that keeps nothing of it but what a person should know first. */
final class PreviewPass {
  private final ExportPlan plan;
  private final RecordMaker maker;
  private final DateVotes votes;
  private final Census census = new Census();

  PreviewPass(SliceContext context, RecordIdentity identity) {
    plan = context.plan();
    maker = new RecordMaker(context, identity);
    votes = new DateVotes(plan.template());
  }

  void read(RecordScanner scanner) throws IOException {
    while (scanner.next()) {
      Frame frame = scanner.frame();
      if (frame.kind == Frame.Kind.RECORD) {
        votes.header(frame.header);
      }
      maker.make(frame, scanner.following(), record -> count(record, frame.header));
    }
  }

  private void count(CanonicalRecord record, Header header) {
    census.count(record);
    for (Attachment attachment : record.attachments()) {
      Long day = attachment.name() == null ? null : MediaName.of(attachment.name()).day();
      if (day != null) {
        votes.media(header, day);
      }
    }
  }

  ExportPreview preview(ExportFile file) {
    return census.preview(file, plan, report());
  }

  private ExportReport.Votes report() {
    var orders = new ArrayList<ExportReport.OrderVotes>();
    for (DateOrder order : DateOrder.values()) {
      DateVotes.OrderVotes of = votes.of(order);
      orders.add(new ExportReport.OrderVotes(order.code(), of.impossible, of.variation, of.media));
    }
    return new ExportReport.Votes(votes.headers, votes.dates, orders);
  }
}
