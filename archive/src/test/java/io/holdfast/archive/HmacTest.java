package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HmacTest {
  /** RFC 4231, test case 2. */
  private static final Hmac JEFE = new Hmac(bytes("Jefe"));

  private static final byte[] WORDS = bytes("what do ya want for nothing?");
  private static final String CODE =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] code) {
    return HexFormat.of().formatHex(code);
  }

  @Test
  void isTheCodeOfTheStandardHoweverOftenItIsAsked() {
    assertThat(hex(JEFE.of(WORDS))).isEqualTo(CODE);
    assertThat(hex(JEFE.of(bytes("something else")))).isNotEqualTo(CODE);
    assertThat(hex(JEFE.of(WORDS))).isEqualTo(CODE);
  }

  @Test
  void threadsDoNotMixTheirMessages() {
    assertThat(IntStream.range(0, 20_000).parallel().mapToObj(_ -> hex(JEFE.of(WORDS))).distinct())
        .containsExactly(CODE);
  }

  @Test
  void doesNotPrintItsKey() {
    assertThat(JEFE.toString()).doesNotContain("Jefe");
  }
}
