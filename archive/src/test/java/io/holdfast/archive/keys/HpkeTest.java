package io.holdfast.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HpkeTest {
  private static final Bytes INFO = Bytes.utf8("holdfast test");
  private static final Bytes SECRET = Bytes.utf8("a session key of 32 bytes.......");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** RFC 9180, A.1.1: proves the independent reader below before it is used on our bytes. */
  @Test
  void theIndependentReaderOpensTheVectorOfTheRfc() throws Exception {
    var reader = new RfcHpkeReader(1, 16);
    byte[] plaintext =
        reader.open(
            hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"),
            hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"),
            hex("4f6465206f6e2061204772656369616e2055726e"),
            hex("436f756e742d30"),
            hex(
                "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                    + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                    + "6d8770ac83d07bea87e13c512a"));
    assertThat(new String(plaintext, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("Beauty is truth, truth beauty");
  }

  @Test
  void whatWeSealIsOpenedByAnIndependentReaderOfTheRfc() throws Exception {
    var pair = HpkeKeyPair.generate();
    var sealed = HpkeSealer.to(pair.publicKey()).seal(SECRET, INFO);
    byte[] plaintext =
        new RfcHpkeReader(2, 32)
            .open(
                pair.privateKey().toArray(),
                pair.publicKey().toArray(),
                INFO.toArray(),
                new byte[0],
                sealed.toArray());
    assertThat(Bytes.wrap(plaintext)).isEqualTo(SECRET);
    assertThat(sealed.length()).isEqualTo(32 + SECRET.length() + 16);
  }

  /** RFC 9180, A.1.1: skRm and pkRm. */
  @Test
  void derivesThePublicHalfAsTheRfcSays() {
    var pair =
        HpkeKeyPair.ofPrivate(
            Bytes.wrap(hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")));
    assertThat(pair.publicKey())
        .isEqualTo(
            Bytes.wrap(hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")));
  }

  @Test
  void opensOnlyWithItsKeyItsPurposeAndItsBytes() throws IntegrityException {
    var pair = HpkeKeyPair.generate();
    var opener = HpkeOpener.with(pair);
    var sealed = HpkeSealer.to(pair.publicKey()).seal(SECRET, INFO);
    assertThat(opener.open(sealed, INFO)).isEqualTo(SECRET);
    assertThatThrownBy(() -> opener.open(sealed, Bytes.utf8("else")))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> HpkeOpener.with(HpkeKeyPair.generate()).open(sealed, INFO))
        .isInstanceOf(IntegrityException.class);
    for (int i = 0; i < sealed.length(); i++) {
      byte[] altered = sealed.toArray();
      altered[i] ^= 1;
      assertThatThrownBy(() -> opener.open(Bytes.wrap(altered), INFO))
          .isInstanceOf(IntegrityException.class);
    }
  }

  @Test
  void refusesKeysThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> HpkeSealer.to(Bytes.utf8("short")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HpkeKeyPair.ofPrivate(Bytes.utf8("short")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new HpkeKeyPair(
                    HpkeKeyPair.generate().publicKey(), HpkeKeyPair.generate().privateKey()));
  }

  @Test
  void printsNoSecret() {
    var pair = HpkeKeyPair.generate();
    assertThat(pair.toString())
        .doesNotContain(HexFormat.of().formatHex(pair.privateKey().toArray()))
        .contains(pair.keyId());
  }
}
