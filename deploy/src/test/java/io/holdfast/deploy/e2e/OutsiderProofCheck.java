package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an inclusion proof with the JDK and a JSON parser only; shares no code with the writer.
 */
final class OutsiderProofCheck {
  private static final String ED25519_PREFIX = "302a300506032b6570032100";

  private final JsonNode proof;

  OutsiderProofCheck(JsonNode proof) {
    this.proof = proof;
  }

  /** Returns the record that is proven; fails when anything does not lead to the signed root. */
  JsonNode record() throws GeneralSecurityException {
    byte[] record = bytes("record");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes("recordKey"), "HmacSHA256"));
    byte[] segmentRoot =
        climb(
            sha256(new byte[] {0}, mac.doFinal(record)),
            number("recordIndex"),
            number("segmentSize"),
            proof.path("segmentPath"));
    JsonNode manifest = new JsonMapper().readTree(bytes("manifest"));
    JsonNode segment = manifest.get("segments").get(proof.get("place").get("segment").intValue());
    assertThat(segment.get("root").stringValue()).isEqualTo(hex(segmentRoot));

    String[] note = proof.get("checkpoint").stringValue().split("\n", -1);
    byte[] streamRoot =
        climb(
            sha256(new byte[] {0}, bytes("manifest")),
            number("manifestIndex"),
            Long.parseLong(note[1]),
            proof.path("streamPath"));
    assertThat(note[2]).isEqualTo(Base64.getEncoder().encodeToString(streamRoot));
    signed(note);
    int length = ByteBuffer.wrap(record).getInt();
    return new JsonMapper().readTree(new String(record, 4, length, StandardCharsets.UTF_8));
  }

  private void signed(String[] note) throws GeneralSecurityException {
    byte[] signature = Base64.getDecoder().decode(note[4].substring(note[4].lastIndexOf(' ') + 1));
    byte[] key = HexFormat.of().parseHex(ED25519_PREFIX + hex(bytes("ledgerKey")));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
    verifier.update(
        (note[0] + "\n" + note[1] + "\n" + note[2] + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(Arrays.copyOfRange(signature, 4, signature.length))).isTrue();
  }

  /** RFC 9162 section 2.1.3.2. */
  private static byte[] climb(byte[] leaf, long index, long size, JsonNode path)
      throws GeneralSecurityException {
    long node = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (JsonNode each : path) {
      byte[] sibling = HexFormat.of().parseHex(each.stringValue());
      if ((node & 1) == 1 || node == last) {
        hash = sha256(new byte[] {1}, sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    assertThat(last).isZero();
    return hash;
  }

  private long number(String name) {
    return proof.get(name).longValue();
  }

  private byte[] bytes(String name) {
    return Base64.getDecoder().decode(proof.get(name).stringValue());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
