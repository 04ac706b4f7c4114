package io.holdfast.ingest.whatsapp;

import java.util.Arrays;

/**
 * A JSON text (RFC 8259) as a flat list of nodes with their exact byte offsets, made in one pass
 * and without decoding anything.
 *
 * <p>A node is four ints: type and flags, offset of its first byte, offset behind its last byte,
 * index of the node behind it and all it contains. The children of an object are name, value, name,
 * value. Duplicate names stay. Each node can be marked as taken, so that what nobody took can be
 * found. Not thread-safe.
 */
final class JsonTape {
  static final int OBJECT = 1;
  static final int ARRAY = 2;
  static final int STRING = 3;
  static final int NUMBER = 4;
  static final int TRUE = 5;
  static final int FALSE = 6;
  static final int NULL = 7;

  /** Flags of a string: it has escapes; it has bytes beyond ASCII. */
  static final int ESCAPED = 0x100;

  static final int NON_ASCII = 0x200;

  /** Flag of a string: it has bytes that are no UTF-8. */
  static final int BROKEN = 0x800;

  private static final int TAKEN = 0x400;
  private static final int TYPE = 0xff;
  private static final int WIDTH = 4;

  final byte[] bytes;
  private int[] nodes;
  private int used;
  private int rest;

  JsonTape(byte[] bytes) {
    this.bytes = bytes;
    this.nodes = new int[Math.max(64, bytes.length / 2)];
  }

  /** Sets where what stands behind the value begins. */
  void rest(int offset) {
    rest = offset;
  }

  /**
   * Offset of the first byte behind the value that is no white space; the end when there is none.
   */
  int rest() {
    return rest;
  }

  /** The whole value. */
  JsonView root() {
    return new JsonView(this, 0);
  }

  /** Opens a node; the end is not known yet. Returns its index. */
  int open(int typeAndFlags, int start) {
    if (used + WIDTH > nodes.length) {
      nodes = Arrays.copyOf(nodes, nodes.length * 2);
    }
    int index = used;
    nodes[index] = typeAndFlags;
    nodes[index + 1] = start;
    used += WIDTH;
    return index;
  }

  /** Closes a node behind its last byte. */
  void close(int index, int end) {
    nodes[index + 2] = end;
    nodes[index + 3] = used;
  }

  /** Index behind the last node. */
  int size() {
    return used;
  }

  int type(int index) {
    return nodes[index] & TYPE;
  }

  boolean has(int index, int flag) {
    return (nodes[index] & flag) != 0;
  }

  int start(int index) {
    return nodes[index + 1];
  }

  int end(int index) {
    return nodes[index + 2];
  }

  /** Index of the node behind this one and all it contains. */
  int next(int index) {
    return nodes[index + 3];
  }

  /** Index of the first node inside this one, if {@link #next} is beyond it. */
  int inside(int index) {
    return index + WIDTH;
  }

  void take(int index) {
    nodes[index] |= TAKEN;
  }

  boolean taken(int index) {
    return (nodes[index] & TAKEN) != 0;
  }
}
