package io.holdfast.ingest.export;

import io.holdfast.archive.record.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Senders as parties, each made once. Not thread-safe. */
final class SenderParties {
  private final SenderTable numbers = new SenderTable();
  private final List<Shown> known = new ArrayList<>();
  private @Nullable Shown[] numbered = new Shown[64];
  private final @Nullable String ownerKey;
  private final Optional<String> ownerPhone;

  /**
   * A sender.
   *
   * @param key what two spellings of the name share
   * @param self whether it is the phone's owner
   */
  record Shown(String key, boolean self, Party party) {}

  /** Senders of a file whose phone's owner is the given one, if that is known. */
  SenderParties(@Nullable String owner) {
    ownerKey = owner == null ? null : Names.key(owner);
    ownerPhone = ownerKey == null ? Optional.empty() : Names.phone(ownerKey);
  }

  boolean ownerKnown() {
    return ownerKey != null;
  }

  /** The sender of the last frame. */
  Shown of(FrameReader reader) {
    int number = reader.senderNumber;
    if (number < 0) {
      return of(reader.bytes(), reader.senderFrom, reader.senderTo);
    }
    if (number >= numbered.length) {
      numbered = Arrays.copyOf(numbered, Math.max(number + 1, 2 * numbered.length));
    }
    Shown shown = numbered[number];
    if (shown == null) {
      shown = make(reader.bytes(), reader.senderFrom, reader.senderTo);
      numbered[number] = shown;
    }
    return shown;
  }

  private Shown of(byte[] bytes, int from, int to) {
    int number = numbers.add(bytes, from, to);
    if (number < 0) {
      return make(bytes, from, to); // there is a limit to what is remembered
    }
    if (number == known.size()) {
      known.add(make(bytes, from, to));
    }
    return known.get(number);
  }

  private Shown make(byte[] bytes, int from, int to) {
    String raw = Utf8.text(bytes, from, to);
    String key = Names.key(raw);
    boolean self = isSelf(raw, key);
    return new Shown(key, self, Names.party(raw, self ? Boolean.TRUE : null));
  }

  private boolean isSelf(String raw, String key) {
    if (ownerKey == null) {
      return false;
    }
    return key.equals(ownerKey)
        || Names.phone(Names.shown(raw)).filter(p -> p.equals(ownerPhone.orElse(""))).isPresent();
  }
}
