package io.holdfast.archive.vectors;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an archive, written from docs/segment-format.md alone: JDK, Jackson and zstd only. Every
 * check that fails throws {@link IllegalStateException}. One file, so that it can be carried away.
 */
final class IndependentReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] NO_BYTES = {};

  private final Path objects;
  private final byte[] dictionary;
  private final byte[] key;
  private final boolean recovery;
  private final JsonNode genesis;
  private final String archive;
  private final Map<String, JsonNode> narrowed = new TreeMap<>();
  private final Set<String> destroyed = new TreeSet<>();
  private final Set<String> goneBlobs = new HashSet<>();

  private IndependentReader(Path objects, byte[] dictionary, byte[] key, boolean recovery)
      throws Exception {
    this.objects = objects;
    this.dictionary = dictionary;
    this.key = key;
    this.recovery = recovery;
    byte[] object = object("archive/genesis");
    byte[] body = firstLine(object);
    this.genesis = JSON.readTree(body);
    this.archive = genesis.path("archive").asString();
    byte[] signature = Base64.getDecoder().decode(text(rest(object, body)).strip());
    require(
        text(rest(object, body)).equals(Base64.getEncoder().encodeToString(signature) + "\n"),
        "the genesis's signature is not canonical");
    checkSignature(ledgerKey(), join(utf8("holdfast genesis\n"), body), signature, "genesis");
    byte[] secrets =
        unwrap(
            genesis.path("keysForVault"),
            genesis.path("keysForRecovery"),
            "holdfast archive keys " + archive);
    require(JSON.readTree(secrets).has("identity"), "the archive's secrets");
  }

  /** All that can be read, with the vault's key (32 bytes). */
  static ObjectNode withVaultKey(Path objects, byte[] dictionary, byte[] key) throws Exception {
    return new IndependentReader(objects, dictionary, key, false).read();
  }

  /** All that can be read, with the recovery private key (X25519, 32 bytes). */
  static ObjectNode withRecoveryKey(Path objects, byte[] dictionary, byte[] key) throws Exception {
    return new IndependentReader(objects, dictionary, key, true).read();
  }

  private ObjectNode read() throws Exception {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("archive", archive).put("ledgerKey", genesis.path("ledgerKey").asString());
    ArrayNode streams = answer.putArray("streams");
    ArrayNode segments = answer.putArray("segments");
    List<String> names = new ArrayList<>(names("ledger"));
    for (String stream : names) {
      if (stream.startsWith("control-")) {
        chain(stream, null, segments.arrayNode());
      }
    }
    for (String stream : names) {
      chain(stream, streams.addObject().put("stream", stream), segments);
    }
    return answer;
  }

  /** Walks a stream from its first manifest; without an answer to fill it only folds control. */
  private void chain(String stream, @Nullable ObjectNode answer, ArrayNode segments)
      throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    byte[] previous = NO_BYTES;
    long offset = -1;
    List<String> names = new ArrayList<>(names("ledger/" + stream)).reversed();
    ArrayNode manifests = JSON.createArrayNode();
    for (int sequence = 0; sequence < names.size(); sequence++) {
      String where = "ledger/" + stream + "/" + names.get(sequence);
      require(
          names.get(sequence).equals("%015d".formatted(999_999_999_999_999L - sequence)), where);
      byte[] object = object(where);
      byte[] body = firstLine(object);
      JsonNode manifest = JSON.readTree(body);
      require(manifest.path("format").asInt() == 1, where + " format");
      require(manifest.path("archive").asString().equals(archive), where + " archive");
      require(manifest.path("stream").asString().equals(stream), where + " stream");
      require(manifest.path("sequence").asLong() == sequence, where + " sequence");
      require(manifest.path("treeSize").asLong() == sequence, where + " tree size");
      require(manifest.path("previous").asString("").equals(hex(previous)), where + " previous");
      require(
          JSON.valueToTree(frontier(leaves)).equals(orEmpty(manifest.path("frontier"))),
          where + " frontier");
      long from = manifest.path("offsets").path("from").asLong();
      require(offset < 0 || from == offset, where + " offsets");
      offset = manifest.path("offsets").path("to").asLong();
      require(offset > from, where + " offsets");
      leaves.add(leaf(body));
      checkNote(
          archive, stream, text(rest(object, body)), leaves.size(), root(leaves), ledgerKey());
      previous = sha256(object);
      manifests
          .addObject()
          .put("sequence", sequence)
          .put("object", hex(previous))
          .put("leaf", hex(leaves.getLast()));
      for (JsonNode entry : manifest.path("segments")) {
        segments.add(segment(entry, stream.startsWith("control-") && answer == null));
      }
    }
    if (answer != null) {
      answer.put("size", leaves.size()).put("root", hex(root(leaves))).set("manifests", manifests);
    }
  }

  private ObjectNode segment(JsonNode entry, boolean fold) throws Exception {
    String name = entry.path("segment").path("name").asString();
    ObjectNode answer = JSON.createObjectNode().put("name", name);
    if (destroyed.contains(name)) {
      return answer.put("state", "destroyed");
    }
    JsonNode narrowing = narrowed.get(name);
    answer.put("state", narrowing == null ? "whole" : "narrowed");
    JsonNode keyring = narrowing == null ? entry.path("keyring") : narrowing.path("after");
    Keys keys = keyring(keyring, name);
    if (narrowing == null) {
      require(keys.records.size() == entry.path("count").asInt(), name + " keys");
    }
    ByteBuffer segment = ByteBuffer.wrap(named(entry.path("segment")));
    require(text(take(segment, 4)).equals("HFS1"), name + " magic");
    require(segment.getShort() == 1, name + " dictionary");
    require(text(take(segment, segment.getShort() & 0xffff)).equals(name), name + " name");
    int start = segment.position();
    ByteBuffer trailer = segment.duplicate().position(segment.limit() - 16);
    int count = trailer.getInt();
    long footer = trailer.getLong();
    require(text(take(trailer, 4)).equals("HFSE"), name + " end");
    require(count == entry.path("count").asInt(), name + " count");
    require(footer == segment.limit() - 16 - 36L * count, name + " footer");
    ByteBuffer foot = segment.duplicate().position((int) footer);
    List<byte[]> leaves = new ArrayList<>();
    ArrayNode records = answer.putArray("records");
    ByteBuffer body = segment.duplicate().position(start);
    for (int number = 0; number < count; number++) {
      byte[] sealed = take(body, foot.getInt());
      leaves.add(take(foot, 32));
      byte[] key = keys.records.get(number);
      if (key != null) {
        byte[] record = open(name, number, key, sealed, leaves.getLast());
        JsonNode json = describe(record, records.addObject().put("number", number));
        if (fold) {
          foldControl(json);
        }
      }
    }
    require(body.position() == footer, name + " records fill it");
    require(hex(root(leaves)).equals(entry.path("root").asString()), name + " root");
    ArrayNode leafNames = answer.put("root", hex(root(leaves))).putArray("leaves");
    leaves.forEach(leaf -> leafNames.add(hex(leaf)));
    blobs(entry, keys, answer);
    return answer;
  }

  private byte[] open(String segment, int number, byte[] key, byte[] sealed, byte[] leaf)
      throws GeneralSecurityException {
    byte[] data = join(utf8(segment), ByteBuffer.allocate(4).putInt(number).array());
    byte[] packed = gcm(key, new byte[12], data, sealed);
    long size = Zstd.getFrameContentSize(packed);
    require(size >= 0 && size <= 16 * 1024 * 1024, segment + " frame");
    byte[] record = new byte[(int) size];
    long got = Zstd.decompressUsingDict(record, 0, packed, 0, packed.length, dictionary);
    require(got == size, segment + " zstd");
    byte[] leafKey = hmac(key, utf8("holdfast leaf 1"));
    require(Arrays.equals(leaf, leaf(hmac(leafKey, record))), segment + " leaf " + number);
    return record;
  }

  private static JsonNode describe(byte[] record, ObjectNode answer) {
    ByteBuffer bytes = ByteBuffer.wrap(record);
    JsonNode json = JSON.readTree(take(bytes, bytes.getInt()));
    answer.put("id", json.path("id").asString()).put("kind", json.path("kind").asString());
    answer.put("sha256", hex(sha256(record)));
    for (String part : List.of("raw", "rawContext")) {
      int length = bytes.getInt();
      if (length >= 0) {
        answer.put(part, Base64.getEncoder().encodeToString(take(bytes, length)));
      }
    }
    require(!bytes.hasRemaining(), "record bytes");
    return json;
  }

  private void foldControl(JsonNode record) {
    JsonNode data = record.path("content").path("data").path("data");
    String segment = data.path("segment").asString("");
    switch (record.path("content").path("type").asString("")) {
      case "segment-destroyed" -> destroyed.add(segment);
      case "keyring-narrowed" -> {
        narrowed.put(segment, data);
        data.path("blobs").forEach(blob -> goneBlobs.add(blob.asString()));
      }
      default -> {}
    }
  }

  /** The keys of a segment. */
  private record Keys(Map<Integer, byte[]> records, Map<String, byte[]> blobs) {}

  private Keys keyring(JsonNode object, String segment) throws Exception {
    String name = object.path("name").asString();
    byte[] all = named(object);
    ByteBuffer bytes = ByteBuffer.wrap(all);
    require(text(take(bytes, 4)).equals("HFK1"), name + " magic");
    JsonNode header = JSON.readTree(take(bytes, bytes.getInt()));
    require(header.path("segment").asString().equals(segment), name + " segment");
    byte[] head = Arrays.copyOf(all, bytes.position());
    byte[] wrapping =
        unwrap(
            header.path("wrappedByVault"),
            header.path("wrappedForRecovery"),
            header.path("context").asString());
    byte[] nonce = header.path("nonce").binaryValue();
    byte[] plain = gcm(wrapping, nonce, join(head, utf8(name)), take(bytes, bytes.remaining()));
    return keys(ByteBuffer.wrap(plain));
  }

  private static Keys keys(ByteBuffer plain) {
    var keys = new Keys(new TreeMap<>(), new TreeMap<>());
    for (int left = plain.getInt(); left > 0; left--) {
      byte type = plain.get();
      int number = plain.getInt();
      if (type == 1) {
        keys.records.put(number, take(plain, 32));
      } else {
        require(type == 2, "keyring entry");
        String blob = text(take(plain, plain.getShort() & 0xffff));
        keys.blobs.put(blob, take(plain, 32));
      }
    }
    return keys;
  }

  private void blobs(JsonNode entry, Keys keys, ObjectNode answer) throws Exception {
    for (JsonNode blob : entry.path("blobs")) {
      String name = blob.path("object").path("name").asString();
      byte[] key = keys.blobs.get(name);
      require(goneBlobs.contains(name) == (key == null), name + " key");
      if (key != null) {
        byte[] plain = blob(name, key, ByteBuffer.wrap(named(blob.path("object"))));
        answer
            .withArray("blobs")
            .addObject()
            .put("name", name)
            .put("number", blob.path("number").asInt())
            .put("size", plain.length)
            .put("sha256", hex(sha256(plain)));
      }
    }
  }

  private static byte[] blob(String name, byte[] key, ByteBuffer sealed) throws Exception {
    require(text(take(sealed, 4)).equals("HFB1"), name + " magic");
    var plain = new ByteArrayOutputStream();
    boolean last = false;
    for (long number = 0; !last; number++) {
      byte[] chunk = take(sealed, Math.min(65_536 + 16, sealed.remaining()));
      last = chunk.length < 65_536 + 16;
      byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
      byte[] place = ByteBuffer.allocate(9).putLong(number).put((byte) (last ? 1 : 0)).array();
      plain.writeBytes(gcm(key, nonce, join(utf8(name), place), chunk));
    }
    return plain.toByteArray();
  }

  // ---- proofs: docs/proofs.md

  /** Checks a proof step by step and returns the record's JSON. */
  static JsonNode checkProof(JsonNode proof, byte[] ledgerKey) throws Exception {
    require(proof.path("format").asInt() == 1, "proof format");
    byte[] record = proof.path("record").binaryValue();
    byte[] leaf = leaf(hmac(proof.path("recordKey").binaryValue(), record));
    byte[] segmentRoot =
        climb(
            leaf,
            proof.path("recordIndex").asLong(),
            proof.path("segmentSize").asLong(),
            proof.path("segmentPath"));
    require(hex(segmentRoot).equals(proof.path("segmentRoot").asString()), "segment root");
    JsonNode place = proof.path("place");
    byte[] body = proof.path("manifest").binaryValue();
    JsonNode manifest = JSON.readTree(body);
    JsonNode entry = manifest.path("segments").path(place.path("segment").asInt());
    require(hex(segmentRoot).equals(entry.path("root").asString()), "the manifest's root");
    require(entry.path("count").asLong() == proof.path("segmentSize").asLong(), "count");
    require(place.path("number").asLong() == proof.path("recordIndex").asLong(), "number");
    require(manifest.path("stream").equals(place.path("stream")), "stream");
    require(manifest.path("sequence").asLong() == place.path("sequence").asLong(), "sequence");
    require(manifest.path("archive").equals(proof.path("archive")), "archive");
    require(place.path("sequence").asLong() == proof.path("manifestIndex").asLong(), "index");
    String note = proof.path("checkpoint").asString();
    long size = Long.parseLong(note.split("\n", -1)[1]);
    byte[] root =
        climb(leaf(body), proof.path("manifestIndex").asLong(), size, proof.path("streamPath"));
    checkNote(
        proof.path("archive").asString(),
        place.path("stream").asString(),
        note,
        size,
        root,
        ledgerKey);
    ByteBuffer bytes = ByteBuffer.wrap(record);
    return JSON.readTree(take(bytes, bytes.getInt()));
  }

  private static byte[] climb(byte[] leaf, long index, long size, JsonNode path) {
    require(index >= 0 && index < size, "index");
    long position = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (JsonNode step : path) {
      byte[] sibling = HexFormat.of().parseHex(step.asString());
      require(last > 0, "the path is too long");
      if (position % 2 == 1 || position == last) {
        hash = node(sibling, hash);
        while (position % 2 == 0 && position > 0) {
          position /= 2;
          last /= 2;
        }
      } else {
        hash = node(hash, sibling);
      }
      position /= 2;
      last /= 2;
    }
    require(last == 0, "the path is too short");
    return hash;
  }

  private static void checkNote(
      String archive, String stream, String note, long size, byte[] root, byte[] ledgerKey)
      throws GeneralSecurityException {
    String name = "holdfast/" + archive;
    String text =
        name + "/" + stream + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    byte[] keyHash = Arrays.copyOf(sha256(join(utf8(name + "\n"), new byte[] {1}, ledgerKey)), 4);
    String head = text + "\n\u2014 " + name + " ";
    require(note.startsWith(head) && note.endsWith("\n"), stream + ": another checkpoint");
    byte[] line = Base64.getDecoder().decode(note.substring(head.length(), note.length() - 1));
    require(line.length == 68, stream + ": signature length");
    require(Arrays.equals(Arrays.copyOf(line, 4), keyHash), stream + ": another key");
    require(
        note.equals(head + Base64.getEncoder().encodeToString(line) + "\n"),
        stream + ": not canonical");
    checkSignature(ledgerKey, utf8(text), Arrays.copyOfRange(line, 4, 68), stream);
  }

  // ---- trees: RFC 6962, section 2.1

  private static byte[] leaf(byte[] entry) {
    return sha256(join(new byte[] {0}, entry));
  }

  private static byte[] node(byte[] left, byte[] right) {
    return sha256(join(new byte[] {1}, left, right));
  }

  private static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return sha256(NO_BYTES);
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  private static List<String> frontier(List<byte[]> leaves) {
    List<String> complete = new ArrayList<>();
    for (int from = 0; from < leaves.size(); ) {
      int size = Integer.highestOneBit(leaves.size() - from);
      complete.add(hex(root(leaves.subList(from, from + size))));
      from += size;
    }
    return complete;
  }

  // ---- keys

  private byte[] unwrap(JsonNode byVault, JsonNode forRecovery, String context) throws Exception {
    if (recovery) {
      byte[] publicKey = genesis.path("recoveryKey").binaryValue();
      return hpke(key, publicKey, utf8(context), forRecovery.binaryValue());
    }
    byte[] wrapped = byVault.binaryValue();
    byte[] sealed = Arrays.copyOfRange(wrapped, 12, wrapped.length);
    return gcm(key, Arrays.copyOf(wrapped, 12), utf8(context), sealed);
  }

  /** RFC 9180, base mode, X25519, HKDF-SHA256, AES-256-GCM, one message, empty aad. */
  private static byte[] hpke(byte[] privateKey, byte[] publicKey, byte[] info, byte[] sealed)
      throws GeneralSecurityException {
    byte[] kem = join(utf8("KEM"), new byte[] {0, 0x20});
    byte[] suite = join(utf8("HPKE"), new byte[] {0, 0x20, 0, 1, 0, 2});
    byte[] encapsulated = Arrays.copyOf(sealed, 32);
    var factory = KeyFactory.getInstance("X25519");
    var agreement = KeyAgreement.getInstance("X25519");
    agreement.init(
        factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = encapsulated[31 - i];
    }
    agreement.doPhase(
        factory.generatePublic(
            new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian))),
        true);
    byte[] eae = extract(kem, NO_BYTES, "eae_prk", agreement.generateSecret());
    byte[] shared = expand(kem, eae, "shared_secret", join(encapsulated, publicKey), 32);
    byte[] context =
        join(
            new byte[] {0},
            extract(suite, NO_BYTES, "psk_id_hash", NO_BYTES),
            extract(suite, NO_BYTES, "info_hash", info));
    byte[] secret = extract(suite, shared, "secret", NO_BYTES);
    byte[] key = expand(suite, secret, "key", context, 32);
    byte[] nonce = expand(suite, secret, "base_nonce", context, 12);
    return gcm(key, nonce, NO_BYTES, Arrays.copyOfRange(sealed, 32, sealed.length));
  }

  private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] input)
      throws GeneralSecurityException {
    byte[] key = salt.length == 0 ? new byte[32] : salt;
    return hmac(key, join(utf8("HPKE-v1"), suite, utf8(label), input));
  }

  private static byte[] expand(byte[] suite, byte[] prk, String label, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] size = {0, (byte) length};
    byte[] input = join(size, utf8("HPKE-v1"), suite, utf8(label), info, new byte[] {1});
    return Arrays.copyOf(hmac(prk, input), length);
  }

  private static byte[] gcm(byte[] key, byte[] nonce, byte[] data, byte[] sealed)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(data);
    return cipher.doFinal(sealed);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static void checkSignature(byte[] raw, byte[] message, byte[] signature, String what)
      throws GeneralSecurityException {
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(join(prefix, raw))));
    verifier.update(message);
    require(signature.length == 64 && verifier.verify(signature), what + ": signature");
  }

  // ---- objects and bytes

  private byte[] ledgerKey() throws IOException {
    return genesis.path("ledgerKey").binaryValue();
  }

  private byte[] named(JsonNode entry) throws IOException {
    byte[] bytes = object(entry.path("name").asString());
    require(bytes.length == entry.path("size").asLong(), entry.path("name") + " size");
    require(hex(sha256(bytes)).equals(entry.path("sha256").asString()), entry + " hash");
    return bytes;
  }

  private byte[] object(String name) throws IOException {
    return Files.readAllBytes(objects.resolve(name + "~"));
  }

  private Set<String> names(String folder) throws IOException {
    try (var files = Files.list(objects.resolve(folder))) {
      var names = new TreeSet<String>();
      files.forEach(file -> names.add(file.getFileName().toString().replace("~", "")));
      return names;
    }
  }

  private static JsonNode orEmpty(JsonNode list) {
    return list.isMissingNode() ? JSON.createArrayNode() : list;
  }

  private static byte[] firstLine(byte[] object) {
    for (int i = 0; i < object.length; i++) {
      if (object[i] == '\n') {
        return Arrays.copyOf(object, i);
      }
    }
    throw new IllegalStateException("no line feed");
  }

  private static byte[] rest(byte[] object, byte[] firstLine) {
    return Arrays.copyOfRange(object, firstLine.length + 1, object.length);
  }

  private static byte[] take(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("not as it must be: " + what);
    }
  }
}
