package io.holdfast.archive.verify;

import java.io.ByteArrayOutputStream;
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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an inclusion proof (format 1) with nothing but the JDK and a JSON parser; it shares no
 * code with the writer. Give it the proof's JSON and the archive's Ed25519 public key, 32 raw bytes
 * that you were handed by somebody you trust. It answers with the record's JSON, or refuses.
 *
 * <p>What a proof shows: these exact bytes are leaf {@code recordIndex} of a segment whose root
 * stands in a manifest, which is leaf {@code manifestIndex} of a stream whose head the archive
 * signed.
 */
public final class OfflineProofChecker {
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final JsonMapper mapper =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final byte[] archiveKey;

  /** The proof does not hold; the message says at which step. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }

    Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A checker for one archive. */
  public OfflineProofChecker(byte[] archiveKey) {
    this.archiveKey = archiveKey.clone();
  }

  /** Returns the JSON of the record that is proven. */
  public String check(byte[] json) throws Refused {
    try {
      JsonNode proof = mapper.readTree(json);
      require(number(proof, "format") == 1, "another format");
      require(Arrays.equals(bytes(proof, "ledgerKey"), archiveKey), "another archive's key");
      checkRecord(proof);
      checkManifest(proof);
      checkNote(proof);
      byte[] record = bytes(proof, "record");
      int length = ByteBuffer.wrap(record).getInt();
      return new String(record, 4, length, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Refused("malformed: " + e.getClass().getSimpleName(), e);
    }
  }

  /** The record's leaf leads to the segment's root. */
  private void checkRecord(JsonNode proof) throws Refused, GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes(proof, "recordKey"), "HmacSHA256"));
    byte[] leaf = sha256(new byte[] {0}, mac.doFinal(bytes(proof, "record")));
    byte[] root =
        climb(
            leaf, number(proof, "recordIndex"), number(proof, "segmentSize"), proof, "segmentPath");
    require(Arrays.equals(root, hash(proof, "segmentRoot")), "the record is not in the segment");
  }

  /** The manifest is the one of the named place and names the segment's root. */
  private void checkManifest(JsonNode proof) throws Refused {
    JsonNode manifest = mapper.readTree(bytes(proof, "manifest"));
    JsonNode place = member(proof, "place");
    JsonNode segment = member(manifest, "segments").path((int) number(place, "segment"));
    require(text(manifest, "archive").equals(text(proof, "archive")), "another archive");
    require(text(manifest, "stream").equals(text(place, "stream")), "another stream");
    require(number(manifest, "sequence") == number(place, "sequence"), "another sequence");
    require(number(manifest, "sequence") == number(proof, "manifestIndex"), "another leaf");
    require(number(place, "number") == number(proof, "recordIndex"), "another record");
    require(number(segment, "count") == number(proof, "segmentSize"), "another size");
    require(text(segment, "root").equals(text(proof, "segmentRoot")), "another segment's root");
  }

  /** The manifest's leaf leads to the head that the archive signed: C2SP tlog-checkpoint. */
  private void checkNote(JsonNode proof) throws Refused, GeneralSecurityException {
    String note = text(proof, "checkpoint");
    String name = "holdfast/" + text(proof, "archive");
    int blank = note.indexOf("\n\n");
    require(blank > 0, "no signature");
    String body = note.substring(0, blank + 1);
    String[] lines = body.split("\n", -1);
    require(lines.length == 4 && lines[3].isEmpty(), "not three lines");
    require(lines[0].equals(name + "/" + text(member(proof, "place"), "stream")), "another origin");
    long size = Long.parseLong(lines[1]);
    require(lines[1].equals(Long.toString(size)), "a size in another form");
    byte[] leaf = sha256(new byte[] {0}, bytes(proof, "manifest"));
    byte[] root = climb(leaf, number(proof, "manifestIndex"), size, proof, "streamPath");
    require(Arrays.equals(root, base64(lines[2])), "the manifest is not in the stream");
    checkSignature(name, body, note.substring(blank + 2));
  }

  private void checkSignature(String name, String body, String line)
      throws Refused, GeneralSecurityException {
    String front = "\u2014 " + name + " ";
    require(line.startsWith(front) && line.endsWith("\n"), "not the archive's signature line");
    byte[] signature = base64(line.substring(front.length(), line.length() - 1));
    byte[] id = sha256((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {1}, archiveKey);
    require(signature.length == 68 && Arrays.equals(signature, 0, 4, id, 0, 4), "another key id");
    byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + 32);
    System.arraycopy(archiveKey, 0, encoded, ED25519.length, 32);
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(body.getBytes(StandardCharsets.UTF_8));
    require(verifier.verify(signature, 4, 64), "the signature is false");
  }

  /** RFC 9162 section 2.1.3.2. */
  private static byte[] climb(byte[] leaf, long index, long size, JsonNode proof, String path)
      throws Refused, GeneralSecurityException {
    require(index >= 0 && index < size, "a leaf outside the tree");
    long fn = index;
    long sn = size - 1;
    byte[] hash = leaf;
    for (JsonNode node : proof.path(path)) {
      require(sn != 0, "a path that is too long");
      byte[] sibling = hex(node.stringValue());
      if ((fn & 1) == 1 || fn == sn) {
        hash = sha256(new byte[] {1}, sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    require(sn == 0, "a path that is too short");
    return hash;
  }

  private static JsonNode member(JsonNode node, String name) throws Refused {
    JsonNode found = node.get(name);
    if (found == null) {
      throw new Refused("no member " + name);
    }
    return found;
  }

  private static long number(JsonNode node, String name) throws Refused {
    JsonNode found = member(node, name);
    require(found.isIntegralNumber(), name + " is no whole number");
    return found.longValue();
  }

  private static String text(JsonNode node, String name) throws Refused {
    JsonNode found = member(node, name);
    require(found.isString(), name + " is no text");
    return found.stringValue();
  }

  private static byte[] bytes(JsonNode node, String name) throws Refused {
    return base64(text(node, name));
  }

  private static byte[] hash(JsonNode node, String name) throws Refused {
    return hex(text(node, name));
  }

  private static byte[] base64(String text) throws Refused {
    byte[] decoded = Base64.getDecoder().decode(text);
    require(Base64.getEncoder().encodeToString(decoded).equals(text), "base64 in another form");
    return decoded;
  }

  private static byte[] hex(String text) throws Refused {
    byte[] decoded = HexFormat.of().parseHex(text);
    require(HexFormat.of().formatHex(decoded).equals(text), "hex in another form");
    require(decoded.length == 32, "a hash of another length");
    return decoded;
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
  }

  private static void require(boolean holds, String otherwise) throws Refused {
    if (!holds) {
      throw new Refused(otherwise);
    }
  }
}
