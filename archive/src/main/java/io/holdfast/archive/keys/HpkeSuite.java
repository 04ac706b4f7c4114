package io.holdfast.archive.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.security.GeneralSecurityException;

/**
 * RFC 9180 base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM; no library
 * prefix, so that any implementation of the RFC opens what we seal.
 */
final class HpkeSuite {
  static final int KEY_LENGTH = 32;

  private HpkeSuite() {}

  @AccessesPartialKey
  static HpkePublicKey publicKey(Bytes raw) throws GeneralSecurityException {
    var parameters =
        HpkeParameters.builder()
            .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
            .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
            .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
            .setVariant(HpkeParameters.Variant.NO_PREFIX)
            .build();
    return HpkePublicKey.create(
        parameters, com.google.crypto.tink.util.Bytes.copyFrom(raw.toArray()), null);
  }

  static <P> P primitive(Key key, Class<P> type) throws GeneralSecurityException {
    HybridConfig.register();
    var entry = KeysetHandle.importKey(key).withFixedId(1).makePrimary();
    return KeysetHandle.newBuilder()
        .addEntry(entry)
        .build()
        .getPrimitive(RegistryConfiguration.get(), type);
  }

  /** Names a public key without being it: the first 16 hex digits of its SHA-256. */
  static String keyId(Bytes publicKey) {
    return Sha256.of(publicKey).hex().substring(0, 16);
  }
}
