package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HMAC-SHA256 of the account, its first 8 bytes as an unsigned number, modulo the partitions. */
final class PartitionHash {
  private final Hmac hmac;

  PartitionHash(Bytes key) {
    hmac = new Hmac(key.toArray());
  }

  int partition(String account, int partitions) {
    byte[] hash = hmac.of(account.getBytes(StandardCharsets.UTF_8));
    return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), partitions);
  }
}
