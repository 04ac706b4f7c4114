package io.holdfast.archive.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ways to write a number are one number; two numbers stay two. */
final class PhoneNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "+553187654321, +5531987654321", // Brazil, before and after the ninth digit
    "553187654321, 5531987654321",
    "+5215512345678, +525512345678", // Mexico
    "+5491123456789, +541123456789", // Argentina
  })
  void twoWaysToWriteOneNumberAreOne(String one, String other) {
    assertThat(PhoneNumbers.canonical(one)).isEqualTo(PhoneNumbers.canonical(other));
  }

  @ParameterizedTest
  @CsvSource({
    "+551131234567, +5511931234567", // a landline and somebody's mobile in São Paulo
    "+447700900123, +447700900124",
    "+525512345678, +525512345679",
  })
  void twoNumbersStayTwo(String one, String other) {
    assertThat(PhoneNumbers.canonical(one)).isNotEqualTo(PhoneNumbers.canonical(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "+", "GB.90817263544536271809", "+447700900123", "55119x7654321", "tom"})
  void everythingElseStaysAsItIs(String text) {
    assertThat(PhoneNumbers.canonical(text)).isEqualTo(text);
  }
}
