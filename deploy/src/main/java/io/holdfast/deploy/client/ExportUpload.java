package io.holdfast.deploy.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A chat export as multipart/form-data (RFC 7578), streamed: the fields, then the file. Immutable.
 */
public final class ExportUpload {
  /** Opens the file's bytes from the beginning. */
  @FunctionalInterface
  public interface Source {
    /** A new stream, closed by its reader. */
    InputStream open() throws IOException;
  }

  private final String boundary;
  private final byte[] head;
  private final byte[] tail;
  private final Source source;
  private final long size;

  /**
   * One upload.
   *
   * @param fields {@code zone}, {@code dateOrder}, {@code owner}, as far as they are given
   * @param boundary a text of letters and digits that occurs nowhere in the file
   * @param size of the file in bytes
   */
  public ExportUpload(
      String fileName, Map<String, String> fields, String boundary, long size, Source source) {
    this.boundary = boundary;
    this.source = source;
    this.size = size;
    var text = new StringBuilder();
    fields.forEach(
        (name, value) ->
            text.append(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n"
                        .formatted(boundary, name))
                .append("Content-Type: text/plain; charset=UTF-8\r\n\r\n")
                .append(value)
                .append("\r\n"));
    text.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; ".formatted(boundary))
        .append("filename=\"%s\"\r\n".formatted(quoted(fileName)))
        .append("Content-Type: application/octet-stream\r\n\r\n");
    this.head = text.toString().getBytes(StandardCharsets.UTF_8);
    this.tail = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8);
  }

  /** Size of the file in bytes. */
  public long size() {
    return size;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body(LongConsumer sent) {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> open(sent));
    return BodyPublishers.fromPublisher(stream, head.length + size + tail.length);
  }

  private InputStream open(LongConsumer sent) {
    try {
      InputStream file = new CountingStream(source.open(), sent);
      return new SequenceInputStream(
          Collections.enumeration(
              List.of(new ByteArrayInputStream(head), file, new ByteArrayInputStream(tail))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As browsers write a name: what would end the quotes or the line is percent-encoded. */
  private static String quoted(String fileName) {
    return fileName.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
