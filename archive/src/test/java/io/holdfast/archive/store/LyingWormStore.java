package io.holdfast.archive.store;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store that breaks one promise and says nothing. */
record LyingWormStore(WormStore honest, Lie lie) implements WormStore {
  enum Lie {
    DROPS_LOCKS,
    DROPS_HOLDS,
    DELETES_LOCKED,
    DELETES_HELD,
    SHORTENS,
    LAST_WINS,
    NEVER_DELETES
  }

  @Override
  public void probe() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoredObject put(ObjectKey key, Body body, Protection protection) {
    return honest.put(key, body, protection);
  }

  @Override
  public Claim claim(ObjectKey key, Bytes content, Protection protection) {
    Claim claim = honest.claim(key, content, protection);
    return lie == Lie.LAST_WINS ? new Claim.Won(stat(key).orElseThrow()) : claim;
  }

  @Override
  public Bytes read(ObjectKey key, Sha256 expected) throws IntegrityException {
    return honest.read(key, expected);
  }

  @Override
  public Bytes readUnchecked(ObjectKey key) {
    return honest.readUnchecked(key);
  }

  @Override
  public Bytes readRange(ObjectKey key, long offset, int length) {
    return honest.readRange(key, offset, length);
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    return honest.open(key);
  }

  @Override
  public Optional<String> protectionFault(ObjectKey key) {
    return honest.protectionFault(key);
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    UnaryOperator<Protection> told =
        switch (lie) {
          case DROPS_LOCKS -> kept -> Protection.none().withHold(kept.hold());
          case DROPS_HOLDS -> kept -> kept.withHold(false);
          case DELETES_LOCKED, DELETES_HELD, SHORTENS, LAST_WINS, NEVER_DELETES -> kept -> kept;
        };
    return honest
        .stat(key)
        .map(stored -> new StoredObject(key, stored.size(), told.apply(stored.protection())));
  }

  @Override
  public StoredObject extend(ObjectKey key, Instant retainUntil) {
    return honest.extend(key, lie == Lie.SHORTENS ? retainUntil.plusSeconds(300) : retainUntil);
  }

  @Override
  public StoredObject setHold(ObjectKey key, boolean hold) {
    return honest.setHold(key, hold);
  }

  @Override
  public Deletion delete(ObjectKey key) {
    Deletion deletion = honest.delete(key);
    boolean lies =
        deletion instanceof Deletion.Forbidden forbidden
            && lie == (forbidden.protection().hold() ? Lie.DELETES_HELD : Lie.DELETES_LOCKED);
    if (lie == Lie.NEVER_DELETES) {
      return new Deletion.Forbidden(Protection.none());
    }
    return lies ? new Deletion.Gone() : deletion;
  }

  @Override
  public List<ObjectKey> list(String prefix, Optional<ObjectKey> after, int limit) {
    return honest.list(prefix, after, limit);
  }

  @Override
  public void close() {
    honest.close();
  }
}
