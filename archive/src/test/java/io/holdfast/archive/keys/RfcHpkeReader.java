package io.holdfast.archive.keys;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the first message of an RFC 9180 base mode context with DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256 and AES-GCM, written from the RFC and sharing nothing with the library.
 */
final class RfcHpkeReader {
  private static final byte[] KEM = {'K', 'E', 'M', 0, 0x20};

  private final byte[] suite;
  private final int keyLength;

  RfcHpkeReader(int aeadId, int keyLength) {
    this.suite = new byte[] {'H', 'P', 'K', 'E', 0, 0x20, 0, 1, 0, (byte) aeadId};
    this.keyLength = keyLength;
  }

  byte[] open(byte[] privateKey, byte[] publicKey, byte[] info, byte[] aad, byte[] sealed)
      throws GeneralSecurityException {
    byte[] encapsulated = Arrays.copyOf(sealed, 32);
    byte[] shared = sharedSecret(privateKey, publicKey, encapsulated);
    byte[] context =
        join(
            new byte[] {0},
            extract(suite, new byte[0], "psk_id_hash", new byte[0]),
            extract(suite, new byte[0], "info_hash", info));
    byte[] secret = extract(suite, shared, "secret", new byte[0]);
    byte[] key = expand(suite, secret, "key", context, keyLength);
    byte[] nonce = expand(suite, secret, "base_nonce", context, 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed, 32, sealed.length - 32);
  }

  private static byte[] sharedSecret(byte[] privateKey, byte[] publicKey, byte[] encapsulated)
      throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("X25519");
    PrivateKey mine =
        factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey));
    PublicKey theirs =
        factory.generatePublic(
            new XECPublicKeySpec(NamedParameterSpec.X25519, littleEndian(encapsulated)));
    var agreement = KeyAgreement.getInstance("X25519");
    agreement.init(mine);
    agreement.doPhase(theirs, true);
    byte[] prk = extract(KEM, new byte[0], "eae_prk", agreement.generateSecret());
    return expand(KEM, prk, "shared_secret", join(encapsulated, publicKey), 32);
  }

  private static BigInteger littleEndian(byte[] value) {
    byte[] reversed = new byte[value.length];
    for (int i = 0; i < value.length; i++) {
      reversed[i] = value[value.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] input)
      throws GeneralSecurityException {
    return hmac(salt.length == 0 ? new byte[32] : salt, join(label(suite, label), input));
  }

  private static byte[] expand(byte[] suite, byte[] prk, String label, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] size = ByteBuffer.allocate(2).putShort((short) length).array();
    byte[] block = hmac(prk, join(size, label(suite, label), info, new byte[] {1}));
    return Arrays.copyOf(block, length);
  }

  private static byte[] label(byte[] suite, String label) {
    return join(
        "HPKE-v1".getBytes(StandardCharsets.US_ASCII),
        suite,
        label.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
