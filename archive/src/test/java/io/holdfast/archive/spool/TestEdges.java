package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.HpkeOpener;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.keys.VerifyingKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A deployment's keys for tests: one spool key and one signing key for each role. */
public final class TestEdges {
  private final HpkeKeyPair spoolKey = HpkeKeyPair.generate();
  private final Bytes partitionKey = Bytes.wrap(new byte[32]);
  private final Map<String, SigningKey> roles = new HashMap<>();

  /** New keys for every role. */
  public TestEdges() {
    for (String role : new String[] {"intake", "media", "desk", "clock", "enforcer", "archiver"}) {
      roles.put(role, SigningKey.generate());
    }
  }

  /** What a source of this role has. */
  public EdgeIdentity identity(String role) {
    SigningKey key = roles.get(role);
    if (key == null) {
      throw new IllegalArgumentException("no role " + role);
    }
    return signedBy(role, key);
  }

  /** Somebody who claims a role with a key of their own. */
  public EdgeIdentity forger(String role) {
    return signedBy(role, SigningKey.generate());
  }

  private EdgeIdentity signedBy(String role, SigningKey key) {
    return new EdgeIdentity(role, key, HpkeSealer.to(spoolKey.publicKey()), partitionKey);
  }

  /** What the archiver opens with. */
  public CaptureOpener opener() {
    return opener(() -> {});
  }

  /** What the archiver opens with, when something happens before each look for a key. */
  public CaptureOpener opener(Runnable before) {
    Map<String, Set<VerifyingKey>> trusted = new HashMap<>();
    roles.forEach((role, key) -> trusted.put(role, Set.of(key.verifyingKey())));
    HpkeOpener opener = HpkeOpener.with(spoolKey);
    return new CaptureOpener(
        id -> {
          before.run();
          return id.equals(opener.keyId()) ? Optional.of(opener) : Optional.empty();
        },
        new TrustedRoles(trusted, (role, type) -> true));
  }

  /** A webhook capture. */
  public static Capture webhook(String id, String account, String body) {
    return new Capture(
        id,
        CaptureType.WEBHOOK,
        Instant.parse("2026-02-03T04:05:06.789Z"),
        account,
        new TreeMap<>(Map.of("x-hub-signature-256", "sha256=00")),
        Bytes.utf8(body));
  }

  /** A request to the control stream. */
  public static Capture control(String id, String body) {
    return new Capture(
        id,
        CaptureType.CONTROL,
        Instant.parse("2026-02-03T04:05:06Z"),
        "",
        new TreeMap<>(),
        Bytes.utf8(body));
  }
}
