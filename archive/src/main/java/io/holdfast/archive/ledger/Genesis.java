package io.holdfast.archive.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.KeyVault;
import io.holdfast.archive.keys.VerifyingKey;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.Claim;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The first object of an archive: who it is, the public keys that check it, and its secrets,
 * wrapped by the vault and for the offline recovery key. Name {@code archive/genesis}; first come,
 * first kept. Form: one line of JSON, and one of base64 with the ledger key's signature over {@code
 * "holdfast genesis\n"} and that line.
 *
 * @param format 1
 * @param archive 32 hex digits
 * @param rehearsal {@code true}: this archive is not evidence
 * @param ledgerKey Ed25519, checks checkpoints
 * @param spoolKey X25519, what edge sessions seal to
 * @param recoveryKey X25519, what recovery copies are sealed to
 * @param roleKeys Ed25519, by role
 */
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Genesis(
    int format,
    String archive,
    Instant foundedAt,
    @Nullable Boolean rehearsal,
    Bytes ledgerKey,
    Bytes spoolKey,
    Bytes recoveryKey,
    Map<String, Bytes> roleKeys,
    String vault,
    Bytes keysForVault,
    Bytes keysForRecovery) {
  /** The form that this program writes. */
  public static final int FORMAT = 1;

  /** Years for which the ledger's own objects are locked; the enforcer extends them. */
  public static final int LOCK_YEARS = 10;

  private static final String CONTEXT = "holdfast archive keys ";

  /** What founding an archive needs to be told. */
  public record Founding(String archive, Instant at, boolean rehearsal, Bytes recoveryKey) {}

  /** Reads an archive's genesis; nothing when the store has none. */
  public static Optional<Genesis> find(WormStore store) throws IntegrityException {
    if (store.stat(LedgerNames.GENESIS).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(read(store.readUnchecked(LedgerNames.GENESIS)));
  }

  /** Founds an archive, unless somebody else was first: then theirs is the answer. */
  public static Genesis found(WormStore store, KeyVault vault, ArchiveKeys keys, Founding founding)
      throws IntegrityException {
    Bytes secrets = Bytes.wrap(RecordJson.mapper().writeValueAsBytes(keys.toStored()));
    String context = CONTEXT + founding.archive();
    var roleKeys = new TreeMap<String, Bytes>();
    keys.roleVerifyingKeys().forEach((role, key) -> roleKeys.put(role, key.raw()));
    var genesis =
        new Genesis(
            FORMAT,
            founding.archive(),
            founding.at(),
            founding.rehearsal() ? true : null,
            keys.ledger().verifyingKey().raw(),
            keys.spool().publicKey(),
            founding.recoveryKey(),
            roleKeys,
            vault.id(),
            vault.wrap(secrets, context),
            HpkeSealer.to(founding.recoveryKey()).seal(secrets, Bytes.utf8(context)));
    Bytes object = write(genesis, keys);
    Claim claim = store.claim(LedgerNames.GENESIS, object, ledgerLock(founding.at()));
    return switch (claim) {
      case Claim.Won _ -> genesis;
      case Claim.Taken(Bytes content) -> read(content);
    };
  }

  /** The lock of an object of the ledger itself that is written at the given time. */
  public static Protection ledgerLock(Instant now) {
    Instant until = now.atZone(ZoneOffset.UTC).plusYears(LOCK_YEARS).toInstant();
    return Protection.until(until.isAfter(Protection.LATEST) ? Protection.LATEST : until);
  }

  /** Whether this archive is a rehearsal and not evidence. */
  public boolean isRehearsal() {
    return Boolean.TRUE.equals(rehearsal);
  }

  /** What checks the archive's checkpoints. */
  public VerifyingKey verifyingKey() {
    return VerifyingKey.of(ledgerKey);
  }

  /** Unwraps the archive's secrets. */
  public ArchiveKeys open(KeyVault keyVault) throws IntegrityException {
    Bytes secrets = keyVault.unwrap(keysForVault, CONTEXT + archive);
    ArchiveKeys keys =
        RecordJson.mapper().readValue(secrets.toArray(), ArchiveKeys.Stored.class).toKeys();
    if (!keys.ledger().verifyingKey().raw().equals(ledgerKey)) {
      throw new IntegrityException("the archive's keys are not those that its genesis names");
    }
    return keys;
  }

  private static Bytes write(Genesis genesis, ArchiveKeys keys) {
    String body = RecordJson.mapper().writeValueAsString(genesis);
    return Bytes.utf8(body + "\n" + encode(keys.ledger().sign(signedText(body))) + "\n");
  }

  private static byte[] signedText(String body) {
    return Bytes.utf8("holdfast genesis\n" + body).toArray();
  }

  private static String encode(Bytes signature) {
    return Base64.getEncoder().encodeToString(signature.toArray());
  }

  private static Genesis read(Bytes object) throws IntegrityException {
    Genesis genesis;
    try {
      String text = object.toUtf8();
      String body = text.substring(0, text.indexOf('\n'));
      String line = text.substring(body.length() + 1);
      genesis = RecordJson.mapper().readValue(body, Genesis.class);
      Bytes signature = Bytes.wrap(Base64.getDecoder().decode(line.strip()));
      genesis.verifyingKey().verify(signedText(body), signature);
      if (!line.equals(encode(signature) + "\n")) {
        throw new IntegrityException("its signature is not in canonical form");
      }
    } catch (JacksonException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | IntegrityException e) {
      throw new IntegrityException("object " + LedgerNames.GENESIS + " is damaged", e);
    }
    if (genesis.format() > FORMAT) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "this archive has format "
              + genesis.format()
              + " and this program knows "
              + FORMAT
              + "; use a newer Holdfast");
    }
    return genesis;
  }

  @Override
  public String toString() {
    return "archive " + archive;
  }
}
