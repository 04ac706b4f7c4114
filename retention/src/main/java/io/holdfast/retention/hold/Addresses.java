package io.holdfast.retention.hold;

import io.holdfast.archive.record.PhoneNumbers;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One form for each address, so that the same number written in two ways is the same: phones as
 * {@code +} and digits (E.164, {@link PhoneNumbers#canonical}), everything else in Unicode NFKC,
 * lower case, single blanks, without an {@code @} in front.
 */
public final class Addresses {
  private static final Pattern PHONE = Pattern.compile("(?:\\+|00)?\\(?[0-9][0-9 ().\\-/]{5,30}");
  private static final int SHORTEST = 7;
  private static final int LONGEST = 15;

  private Addresses() {}

  /** The one form of an address or a shown name; empty when nothing is left. */
  public static String normalise(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("\\p{Cf}", "")
            .replaceAll("[\\s\\u00a0]+", " ")
            .strip();
    if (PHONE.matcher(plain).matches()) {
      String digits = plain.replaceAll("[^0-9]", "");
      if (plain.startsWith("00")) {
        digits = digits.substring(2);
      }
      if (digits.length() >= SHORTEST && digits.length() <= LONGEST) {
        return PhoneNumbers.canonical("+" + digits);
      }
    }
    // usernames come with an @ in front or without
    return (plain.startsWith("@") ? plain.substring(1) : plain).toLowerCase(Locale.ROOT);
  }

  /** The one form of each. */
  public static Set<String> normalise(Collection<String> texts) {
    var all = new LinkedHashSet<String>();
    for (String text : texts) {
      String one = normalise(text);
      if (!one.isEmpty()) {
        all.add(one);
      }
    }
    return all;
  }
}
