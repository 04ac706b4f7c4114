package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output: UTF-8, buffered, lines that end in \n on every machine. Not thread-safe. */
final class LineOutput {
  /** Nobody reads what is written: not a fault, only a reason to stop. */
  static final class Closed extends RuntimeException {
    Closed(IOException cause) {
      super("standard output was closed", cause);
    }
  }

  private final OutputStream out;

  LineOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, 64 * 1024);
  }

  void line(String text) {
    line(text.getBytes(StandardCharsets.UTF_8));
  }

  void line(byte[] text) {
    try {
      out.write(text);
      out.write('\n');
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void lines(RecordLines lines) {
    try {
      lines.writeTo(out);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static RuntimeException failed(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("broken pipe") || message.contains("closed")) {
      return new Closed(e);
    }
    return new ArchiveException(
        Category.UNAVAILABLE,
        "standard output cannot be written (%s): what was printed so far is not complete"
            .formatted(e.getMessage()),
        e);
  }
}
