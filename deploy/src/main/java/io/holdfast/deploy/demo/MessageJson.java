package io.holdfast.deploy.demo;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.demo.SampleFiles.SampleFile;
import io.holdfast.deploy.demo.SampleThread.Line;
import io.holdfast.deploy.demo.SampleThread.Pair;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes lines of a script in the platform's JSON. */
final class MessageJson {
  private final Pair pair;

  MessageJson(Pair pair) {
    this.pair = pair;
  }

  /** The id under which the platform knows an event. */
  String id(String seed) {
    byte[] tail = Arrays.copyOf(sha256(seed), 15);
    return "wamid." + Base64.getEncoder().encodeToString(concat(pair.counterparty().phone(), tail));
  }

  /**
   * One line of a script.
   *
   * @param earlier ids of the thread's events so far
   */
  ObjectNode write(Line line, String id, Instant at, List<String> earlier) {
    ObjectNode json = RecordJson.mapper().createObjectNode();
    Counterparty other = pair.counterparty();
    if (line.outbound()) {
      json.put("from", pair.employee().phone());
      json.put("to", other.phone()).put("to_user_id", other.userId());
    } else {
      json.put("from", other.phone()).put("from_user_id", other.userId());
    }
    json.put("id", id).put("timestamp", Long.toString(at.getEpochSecond()));
    String text = line.text();
    if (text.startsWith(":")) {
      int end = text.indexOf(' ');
      special(json, text.substring(1, end), text.substring(end + 1), earlier);
    } else {
      text(json, text);
    }
    return json;
  }

  private void special(ObjectNode json, String what, String rest, List<String> earlier) {
    String[] parts = rest.split(" \\| ");
    switch (what) {
      case "reply" -> {
        json.putObject("context").put("id", target(rest, earlier));
        text(json, said(rest));
      }
      case "react" ->
          json.put("type", "reaction")
              .putObject("reaction")
              .put("message_id", target(rest, earlier))
              .put("emoji", said(rest));
      case "edit" -> {
        ObjectNode edit = json.put("type", "edit").putObject("edit");
        edit.put("original_message_id", target(rest, earlier));
        text(edit.putObject("message"), said(rest));
      }
      case "revoke" ->
          json.put("type", "revoke")
              .putObject("revoke")
              .put("original_message_id", target(rest, earlier));
      case "image", "document" -> media(json, what, parts);
      case "voice" ->
          identified(json.put("type", "audio").putObject("audio"), "ogg", rest + json.path("id"))
              .put("voice", true);
      case "location" ->
          json.put("type", "location")
              .putObject("location")
              .put("latitude", Double.parseDouble(parts[2]))
              .put("longitude", Double.parseDouble(parts[3]))
              .put("name", parts[0])
              .put("address", parts[1]);
      case "card" -> card(json, parts);
      case "unsupported" -> unsupported(json, rest);
      default -> throw new IllegalStateException("the script knows no :" + what);
    }
  }

  private static void text(ObjectNode json, String text) {
    json.put("type", "text").putObject("text").put("body", text);
  }

  private static void media(ObjectNode json, String type, String[] parts) {
    String ending = SampleFiles.ending(parts[0]);
    ObjectNode media =
        identified(json.put("type", type).putObject(type), ending, parts[0] + json.path("id"))
            .put("caption", parts[1]);
    if (type.equals("document")) {
      media.put("filename", parts[0]);
    }
  }

  private static ObjectNode identified(ObjectNode media, String ending, String seed) {
    String id = SampleFiles.id(ending, sha256(seed));
    SampleFile file = SampleFiles.find(id).orElseThrow();
    byte[] hash = Sha256.of(file.bytes()).toArray();
    return media
        .put("id", id)
        .put("mime_type", file.type())
        .put("sha256", Base64.getEncoder().encodeToString(hash));
  }

  private static void card(ObjectNode json, String[] parts) {
    ObjectNode card = json.put("type", "contacts").putArray("contacts").addObject();
    int space = parts[0].indexOf(' ');
    card.putObject("name")
        .put("formatted_name", parts[0])
        .put("first_name", parts[0].substring(0, space))
        .put("last_name", parts[0].substring(space + 1));
    card.putArray("phones")
        .addObject()
        .put("phone", parts[1])
        .put("wa_id", parts[1].replaceAll("\\D", ""))
        .put("type", "CELL");
    card.putObject("org").put("company", parts[2]);
  }

  private static void unsupported(ObjectNode json, String type) {
    json.putArray("errors")
        .addObject()
        .put("code", 131051)
        .put("title", "Message type unknown")
        .put("message", "Message type unknown")
        .putObject("error_data")
        .put("details", "Message type is currently not supported.");
    json.put("type", "unsupported").putObject("unsupported").put("type", type);
  }

  private static String target(String rest, List<String> earlier) {
    int back = Integer.parseInt(rest.split(" ")[0]);
    return earlier.get(earlier.size() - back);
  }

  private static String said(String rest) {
    return rest.substring(rest.indexOf(' ') + 1);
  }

  private static byte[] concat(String text, byte[] tail) {
    byte[] head = text.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
