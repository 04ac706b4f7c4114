package io.holdfast.archive.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.holdfast.archive.capture.Topic;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A stream of the ledger: one partition of one Kafka topic id.
 *
 * <p>Written as {@code topic-partition-topicid}, for example {@code captures-0-6f1c…} with the
 * topic id as 32 lower-case hex digits. A topic that was made anew has a new id, so it begins a new
 * stream.
 */
public record StreamId(Topic topic, int partition, UUID topicId) implements Comparable<StreamId> {
  private static final Pattern FORM =
      Pattern.compile("(captures|control|audit)-(0|[1-9][0-9]{0,5})-([0-9a-f]{32})");

  /** Reads the written form. */
  @JsonCreator
  public static StreamId parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("not a stream: " + text);
    }
    String hex = match.group(3);
    return new StreamId(
        Topic.valueOf(match.group(1).toUpperCase(Locale.ROOT)),
        Integer.parseInt(match.group(2)),
        new UUID(
            Long.parseUnsignedLong(hex.substring(0, 16), 16),
            Long.parseUnsignedLong(hex.substring(16), 16)));
  }

  @Override
  public int compareTo(StreamId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return topic.topicName() + "-" + partition + "-" + topicId.toString().replace("-", "");
  }
}
