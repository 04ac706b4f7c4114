package io.holdfast.archive.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.util.SecretBytes;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import java.security.GeneralSecurityException;

/** Opens what an {@link HpkeSealer} sealed to its public half. Thread-safe. */
public final class HpkeOpener {
  private final String keyId;
  private final HybridDecrypt primitive;

  private HpkeOpener(String keyId, HybridDecrypt primitive) {
    this.keyId = keyId;
    this.primitive = primitive;
  }

  /** An opener with a key pair's private half. */
  @AccessesPartialKey
  public static HpkeOpener with(HpkeKeyPair pair) {
    try {
      var secret = SecretBytes.copyFrom(pair.privateKey().toArray(), InsecureSecretKeyAccess.get());
      var key = HpkePrivateKey.create(HpkeSuite.publicKey(pair.publicKey()), secret);
      return new HpkeOpener(pair.keyId(), HpkeSuite.primitive(key, HybridDecrypt.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("HPKE key " + pair.keyId() + " cannot be used", e);
    }
  }

  /** Names the key: see {@link HpkeKeyPair#keyId()}. */
  public String keyId() {
    return keyId;
  }

  /**
   * Opens.
   *
   * @param info what was given when sealing
   * @throws IntegrityException when the bytes were altered, or sealed for another key or purpose
   */
  public Bytes open(Bytes sealed, Bytes info) throws IntegrityException {
    try {
      return Bytes.wrap(primitive.decrypt(sealed.toArray(), info.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IntegrityException("sealed bytes do not open with HPKE key " + keyId, e);
    }
  }

  @Override
  public String toString() {
    return "opener with HPKE key " + keyId;
  }
}
