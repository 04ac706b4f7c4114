package io.holdfast.deploy.wiring;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.ingest.people.Person;
import java.time.Clock;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes who is who into the control stream; a person of a known id takes the earlier one's place.
 */
record PeopleWriter(CaptureSink sink, Clock clock) {
  /** Returns once the spool has it. */
  Receipt write(Asker asker, Person person) {
    var body = RecordJson.mapper().createObjectNode();
    body.put("type", "person-added").put("at", clock.instant().toString());
    body.putObject("actor").put("person", asker.person()).put("role", asker.role());
    body.set("data", RecordJson.mapper().valueToTree(person));
    return sink.append(
        Topic.CONTROL,
        new Capture(
            UUID.randomUUID().toString(),
            CaptureType.CONTROL,
            clock.instant(),
            asker.person(),
            new TreeMap<>(),
            Bytes.wrap(RecordJson.mapper().writeValueAsBytes(body))));
  }
}
