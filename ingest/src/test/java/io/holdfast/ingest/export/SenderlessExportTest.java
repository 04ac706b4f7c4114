package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Words in the place of a message name no members, even where no sender stands in front. */
@NullUnmarked
class SenderlessExportTest {
  @Test
  void aDeletionRemovesNobody() {
    List<CanonicalRecord> records =
        Exports.read(
            """
            15-03-2024 21:07 - A: <Media weggelaten>
            15-03-2024 21:07 - U hebt dit bericht verwijderd
            15-03-2024 21:08 - U hebt Ben verwijderd
            """);
    assertThat(records.get(1).kind()).isEqualTo(RecordKind.NOTICE);
    assertThat(records.get(1).content())
        .isEqualTo(new Content.Notice("deleted", "U hebt dit bericht verwijderd", null));
    var removed = (Content.Membership) records.get(2).content();
    assertThat(removed.event()).isEqualTo("removed");
    assertThat(removed.members().getFirst().name()).isEqualTo("Ben");
  }
}
