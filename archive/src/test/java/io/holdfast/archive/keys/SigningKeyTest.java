package io.holdfast.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Vectors: RFC 8032, 7.1, tests 1 and 2. */
class SigningKeyTest {
  private static Bytes hex(String digits) {
    return Bytes.wrap(HexFormat.of().parseHex(digits));
  }

  @Test
  void signsTheEmptyMessageAsTheRfcSays() throws IntegrityException {
    var key =
        SigningKey.ofSeed(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    assertThat(key.verifyingKey().raw())
        .isEqualTo(hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    var signature = key.sign(new byte[0]);
    assertThat(signature)
        .isEqualTo(
            hex(
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                    + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
    key.verifyingKey().verify(new byte[0], signature);
  }

  @Test
  void signsOneByteAsTheRfcSays() {
    var key =
        SigningKey.ofSeed(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    assertThat(key.verifyingKey().raw())
        .isEqualTo(hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    assertThat(key.sign(new byte[] {0x72}))
        .isEqualTo(
            hex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
  }

  @Test
  void comesBackFromItsPkcs8Form() {
    var key = SigningKey.generate();
    assertThat(SigningKey.ofPkcs8(key.pkcs8()).seed()).isEqualTo(key.seed());
    assertThat(SigningKey.ofPkcs8(key.pkcs8()).verifyingKey()).isEqualTo(key.verifyingKey());
    assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.ofPkcs8(key.seed()));
  }

  @Test
  void refusesAnotherMessageAnotherKeyAndNonsense() {
    var key = SigningKey.generate();
    byte[] message = {1, 2, 3};
    var signature = key.sign(message);
    assertThatThrownBy(() -> key.verifyingKey().verify(new byte[] {1, 2}, signature))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> SigningKey.generate().verifyingKey().verify(message, signature))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> key.verifyingKey().verify(message, Bytes.utf8("short")))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void printsNoSecret() {
    var key = SigningKey.generate();
    assertThat(key.toString()).doesNotContain(HexFormat.of().formatHex(key.seed().toArray()));
  }
}
