package io.holdfast.archive.store;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A store that fails at its n-th changing call (put, claim, extend, setHold, delete), before or
 * after it was done, with UNAVAILABLE. Reads pass, until a store that stays down has failed.
 * Thread-safe.
 */
public final class FailingWormStore implements WormStore {
  /** On which side of the change the failure falls. */
  public enum Moment {
    /** Nothing was done. */
    BEFORE,
    /** It was done, and the caller does not know. */
    AFTER
  }

  private final WormStore delegate;
  private final int failing;
  private final Moment moment;
  private final boolean staysDown;
  private final AtomicInteger changes = new AtomicInteger();

  private FailingWormStore(WormStore delegate, int failing, Moment moment, boolean staysDown) {
    this.delegate = delegate;
    this.failing = failing;
    this.moment = moment;
    this.staysDown = staysDown;
  }

  /** Fails once, at the n-th change counted from 1. */
  public static FailingWormStore once(WormStore delegate, int nth, Moment moment) {
    return new FailingWormStore(delegate, nth, moment, false);
  }

  /** Fails at the n-th change counted from 1 and answers nothing after it, as if killed there. */
  public static FailingWormStore forGood(WormStore delegate, int nth, Moment moment) {
    return new FailingWormStore(delegate, nth, moment, true);
  }

  /** How many changes were tried: a run that never fails says how many moments there are. */
  public int changes() {
    return changes.get();
  }

  private <T> T change(Supplier<T> call) {
    int number = changes.incrementAndGet();
    boolean fails = number == failing;
    requireUp(number > failing);
    if (fails && moment == Moment.BEFORE) {
      throw failure(number);
    }
    T answer = call.get();
    if (fails) {
      throw failure(number);
    }
    return answer;
  }

  private WormStore reading() {
    requireUp(changes.get() >= failing);
    return delegate;
  }

  private void requireUp(boolean past) {
    if (staysDown && past) {
      throw failure(changes.get());
    }
  }

  private ArchiveException failure(int number) {
    return new ArchiveException(
        Category.UNAVAILABLE,
        "the store failed as the test wanted, at change " + number + ", " + moment);
  }

  @Override
  public void probe() {
    reading().probe();
  }

  @Override
  public StoredObject put(ObjectKey key, Body body, Protection protection) {
    return change(() -> delegate.put(key, body, protection));
  }

  @Override
  public Claim claim(ObjectKey key, Bytes content, Protection protection) {
    return change(() -> delegate.claim(key, content, protection));
  }

  @Override
  public Bytes read(ObjectKey key, Sha256 expected) throws IntegrityException {
    return reading().read(key, expected);
  }

  @Override
  public Bytes readUnchecked(ObjectKey key) {
    return reading().readUnchecked(key);
  }

  @Override
  public Bytes readRange(ObjectKey key, long offset, int length) {
    return reading().readRange(key, offset, length);
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    return reading().open(key);
  }

  @Override
  public Optional<String> protectionFault(ObjectKey key) {
    return reading().protectionFault(key);
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    return reading().stat(key);
  }

  @Override
  public StoredObject extend(ObjectKey key, Instant retainUntil) {
    return change(() -> delegate.extend(key, retainUntil));
  }

  @Override
  public StoredObject setHold(ObjectKey key, boolean hold) {
    return change(() -> delegate.setHold(key, hold));
  }

  @Override
  public Deletion delete(ObjectKey key) {
    return change(() -> delegate.delete(key));
  }

  @Override
  public List<ObjectKey> list(String prefix, Optional<ObjectKey> after, int limit) {
    return reading().list(prefix, after, limit);
  }

  /** Closes the store behind it, also when this one is down. */
  @Override
  public void close() {
    delegate.close();
  }
}
