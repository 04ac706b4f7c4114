package io.holdfast.ingest.export;

import java.util.Arrays;

/** Counts byte strings without making text of each: one number per distinct sender. */
final class SenderTable {
  /** A file with more senders than this counts the rest as none. */
  static final int MAX = 50_000;

  private byte[][] names = new byte[64][];
  private int[] slots = newSlots(256);
  private long[] counts = new long[64];
  private int size;

  private static int[] newSlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, -1);
    return slots;
  }

  /** The number of a name, or -1 when it was never added. */
  int find(byte[] bytes, int from, int to) {
    return slots[slot(bytes, from, to)];
  }

  /** As {@link #add(byte[], int, int)}. */
  int add(String name) {
    byte[] bytes = Utf8.bytes(name);
    return add(bytes, 0, bytes.length);
  }

  /** The number of a name, new or known; -1 when the table is full. */
  int add(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    int number = slots[slot];
    if (number < 0) {
      if (size == MAX) {
        return -1;
      }
      number = size++;
      slots[slot] = number;
      if (number == names.length) {
        names = Arrays.copyOf(names, number * 2);
        counts = Arrays.copyOf(counts, number * 2);
      }
      names[number] = Arrays.copyOfRange(bytes, from, to);
      if (size * 2 > slots.length) {
        grow();
      }
    }
    counts[number]++;
    return number;
  }

  private int slot(byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    int slot = ByteSearch.hash(bytes, from, to) & mask;
    while (slots[slot] >= 0) {
      byte[] name = names[slots[slot]];
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    slots = newSlots(slots.length * 2);
    for (int number = 0; number < size; number++) {
      slots[slot(names[number], 0, names[number].length)] = number;
    }
  }

  int size() {
    return size;
  }

  long count(int number) {
    return counts[number];
  }

  byte[] bytes(int number) {
    return names[number];
  }

  String name(int number) {
    return Utf8.text(names[number], 0, names[number].length);
  }
}
