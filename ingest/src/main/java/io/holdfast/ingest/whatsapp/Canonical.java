package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A hash of what a JSON value says and not of how it is written: white space and escapes make no
 * difference, the order of members and the digits of numbers do.
 */
final class Canonical {
  private Canonical() {}

  /** Lower-case hex SHA-256. */
  static String hash(JsonView view) {
    var out = new ByteArrayOutputStream(view.end() - view.start());
    write(out, view.tape(), view.index());
    return Sha256.of(Bytes.wrap(out.toByteArray())).hex();
  }

  private static void write(ByteArrayOutputStream out, JsonTape tape, int index) {
    int type = tape.type(index);
    if (type == JsonTape.STRING) {
      byte[] text = JsonText.decode(tape, index).getBytes(StandardCharsets.UTF_8);
      out.write('"');
      out.writeBytes((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(text);
    } else if (type == JsonTape.OBJECT || type == JsonTape.ARRAY) {
      out.write(type == JsonTape.OBJECT ? '{' : '[');
      int stop = tape.next(index);
      for (int child = tape.inside(index); child < stop; child = tape.next(child)) {
        write(out, tape, child);
      }
      out.write(type == JsonTape.OBJECT ? '}' : ']');
    } else {
      out.write(tape.bytes, tape.start(index), tape.end(index) - tape.start(index));
      out.write(' ');
    }
  }
}
