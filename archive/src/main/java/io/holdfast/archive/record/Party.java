package io.holdfast.archive.record;

import org.jspecify.annotations.Nullable;

/**
 * A person or number as the source showed it.
 *
 * @param address E.164 with {@code +} where it is a phone, else the source's own id
 * @param userId business-scoped user id
 * @param username as the source wrote it
 * @param name as shown by the source; chosen by the user or by the exporting phone's contacts
 * @param self {@code true} for the exporting phone's owner or the firm's own number
 */
public record Party(
    @Nullable String address,
    @Nullable String userId,
    @Nullable String username,
    @Nullable String name,
    @Nullable Boolean self) {
  /** Known by an address alone. */
  public static Party ofAddress(String address) {
    return new Party(address, null, null, null, null);
  }

  /** Known by a shown name alone. */
  public static Party ofName(String name) {
    return new Party(null, null, null, name, null);
  }

  /** Safe to print: no names, masked numbers. */
  @Override
  public String toString() {
    return "Party[" + (Boolean.TRUE.equals(self) ? "self" : "other") + "]";
  }
}
