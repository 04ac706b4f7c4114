package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import java.util.List;

/** Makes deliveries for tests. */
final class Bodies {
  static final CloudNormalizer NORMALIZER = new CloudNormalizer(RecordIdentity.published());

  private Bodies() {}

  /** A delivery with one change of field {@code messages} whose value has the given members. */
  static String value(String members) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"218840551903377","changes":[{"value":{\
    "messaging_product":"whatsapp","metadata":{"display_phone_number":"442079460321",\
    "phone_number_id":"305512988410076"},%s},"field":"messages"}]}]}\
    """
        .formatted(members);
  }

  /** A delivery with the given elements of {@code messages[]}. */
  static String messages(String elements) {
    return value("\"messages\":[" + elements + "]");
  }

  static List<CanonicalRecord> read(String body) {
    return NORMALIZER.read(Bytes.utf8(body));
  }

  /** The only record of a delivery. */
  static CanonicalRecord one(String body) {
    List<CanonicalRecord> records = read(body);
    if (records.size() != 1) {
      throw new AssertionError("one record was expected, not " + records);
    }
    return records.getFirst();
  }
}
