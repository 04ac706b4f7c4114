package io.holdfast.archive.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.archive.Sha256;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a record says. The alternatives and their members are those of the canonical record, version
 * 1; a member that has no value is {@code null} here and absent in JSON.
 */
public sealed interface Content {
  /** The JSON member {@code type}, for the kinds that have one. */
  @JsonProperty("type")
  @Nullable String type();

  /** Words that a person wrote or the app showed, if there are any; what a search looks at. */
  @JsonProperty("text")
  default @Nullable String text() {
    return null;
  }

  /** A text message; an empty body has no text. */
  record Text(@Nullable String text, @Nullable Boolean edited) implements Content {
    @Override
    public String type() {
      return "text";
    }
  }

  /**
   * A media message: {@code image video audio document sticker view-once}; the text is the caption.
   */
  record Media(String type, @Nullable String text, @Nullable Boolean edited) implements Content {}

  /** A place; degrees, WGS 84. */
  record Location(
      @Nullable BigDecimal latitude,
      @Nullable BigDecimal longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url,
      @Nullable Boolean live)
      implements Content {
    @Override
    public String type() {
      return "location";
    }
  }

  /** Shared contact cards, as the source gave them. */
  record Contacts(List<JsonNode> cards) implements Content {
    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Contacts {
      cards = cards == null ? List.of() : List.copyOf(cards);
    }

    @Override
    public String type() {
      return "contacts";
    }
  }

  /** A form, a list or a button that was answered. */
  record Interactive(String form, @Nullable String title, @Nullable JsonNode reply)
      implements Content {
    @Override
    public String type() {
      return "interactive";
    }
  }

  /** A poll with its choices. */
  record Poll(@Nullable String question, List<String> options) implements Content {
    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Poll {
      options = options == null ? List.of() : List.copyOf(options);
    }

    @Override
    public String type() {
      return "poll";
    }
  }

  /**
   * Message types whose body is kept as it came: {@code button order referral system call}; the
   * text is what a reader would see.
   */
  record Other(String type, @Nullable String text, @Nullable JsonNode body) implements Content {}

  /** A message that the platform could not show; the text is what it handed out all the same. */
  record Unsupported(@Nullable String reason, @Nullable String code, @Nullable String text)
      implements Content {
    /** Without any text. */
    public Unsupported(@Nullable String reason, @Nullable String code) {
      this(reason, code, null);
    }

    @Override
    public String type() {
      return "unsupported";
    }
  }

  /** All that is known is that something was deleted. */
  record Deleted(@Nullable String text) implements Content {
    @Override
    public String type() {
      return "deleted";
    }
  }

  /** A reaction that was set, or taken away. */
  record Reaction(@Nullable String emoji, @Nullable Boolean removed) implements Content {
    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /**
   * What became of a message: {@code sent delivered read played pending failed deleted warning}.
   */
  record Receipt(String status, @Nullable JsonNode error) implements Content {
    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /** A change of who or what a conversation is; the text is the app's own line. */
  record Membership(
      String event,
      @Nullable Party actor,
      List<Party> members,
      @Nullable String name,
      @Nullable String text)
      implements Content {
    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Membership {
      members = members == null ? List.of() : List.copyOf(members);
    }

    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /**
   * A call, or something that happened to one: outcome {@code missed completed declined ended},
   * media {@code voice video}, seconds; the event in the source's own word, lower case.
   */
  record Call(
      @Nullable String outcome,
      @Nullable String media,
      @Nullable Long durationSeconds,
      @Nullable String text,
      @Nullable String event)
      implements Content {
    /** A call as a whole. */
    public Call(
        @Nullable String outcome,
        @Nullable String media,
        @Nullable Long durationSeconds,
        @Nullable String text) {
      this(outcome, media, durationSeconds, text, null);
    }

    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /** A line of the app or a notice of the platform; the type is a stable code when it is known. */
  record Notice(@Nullable String type, @Nullable String text, @Nullable JsonNode body)
      implements Content {}

  /** Something that is missing and why: a stable reason code, the span, and plain words. */
  record Gap(
      String reason, @Nullable Instant from, @Nullable Instant to, @Nullable String explanation)
      implements Content {
    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /** Input that could not be read; its bytes are in the record's {@code raw}. */
  record Unrecognised(String reason, @Nullable Long size) implements Content {
    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /**
   * One input as a whole. Type {@code receipt-of}: hash, counts and signature header, for as long
   * as its longest record; type {@code body}: the bytes themselves (in {@code raw}), for a short
   * class.
   */
  record Delivery(
      String type,
      @Nullable Sha256 sha256,
      @Nullable Long size,
      @Nullable Integer records,
      @Nullable String signature)
      implements Content {}

  /** What took the place of input that is none of the firm's business: a count and a reason. */
  record Tombstone(String reason, @JsonInclude(JsonInclude.Include.ALWAYS) int count)
      implements Content {
    @Override
    public @Nullable String type() {
      return null;
    }
  }

  /** An audit or control entry: a stable type and its members. */
  record Entry(String type, JsonNode data) implements Content {}
}
