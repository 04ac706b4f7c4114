package io.holdfast.deploy.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection that stays open: one request at a time. Not thread-safe. */
final class Connection implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
  private ByteBuffer request = ByteBuffer.allocate(0);

  /** When the request under way was due, nanoseconds. */
  long due;

  Connection(InetSocketAddress server, Selector selector) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  void send(byte[] bytes, long dueAt) throws IOException {
    due = dueAt;
    request = ByteBuffer.wrap(bytes);
    answer.clear();
    write();
  }

  private void write() throws IOException {
    channel.write(request);
    key.interestOps(
        request.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /** Goes on with what the channel is ready for; true when an answer has come as a whole. */
  boolean advance() throws IOException {
    if (key.isWritable()) {
      write();
    }
    if (!key.isReadable()) {
      return false;
    }
    if (channel.read(answer) < 0) {
      throw new IOException("the server closed a connection that was to stay open");
    }
    int head = headEnd();
    if (head < 0) {
      return false;
    }
    String text = new String(answer.array(), 0, head, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("HTTP/1.1 200")) {
      throw new IOException("the server answered " + text.lines().findFirst().orElse(""));
    }
    return answer.position() >= head + length(text);
  }

  private int headEnd() {
    byte[] bytes = answer.array();
    for (int at = answer.position() - 4; at >= 0; at--) {
      if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r') {
        return at + 4;
      }
    }
    return -1;
  }

  private static int length(String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("the server's answer has no length");
    }
    return Integer.parseInt(lower.substring(at + LENGTH.length(), lower.indexOf('\r', at)).strip());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
