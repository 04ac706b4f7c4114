package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages made of a template: the definition and what was filled in, put together as the reader
 * saw them.
 */
final class Templates {
  private Templates() {}

  static void read(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    // an echo of an API call has the definition beside the call
    JsonView definition = draft.element.object("template");
    boolean beside = definition != null && (body == null || definition.index() != body.index());
    String text = beside && definition != null ? text(definition, body) : null;
    draft.record.content(new Content.Other(type, text, Residue.take(body)));
    if (body != null) {
      files(draft, body);
    }
  }

  /** Pictures and documents that were filled in. */
  private static void files(Draft draft, JsonView call) {
    JsonView components = call.array("components");
    if (components == null) {
      return;
    }
    components.elements(
        component -> {
          JsonView parameters = component.array("parameters");
          if (parameters != null) {
            parameters.elements(
                parameter -> {
                  String kind = parameter.text("type");
                  JsonView file = kind == null ? null : parameter.object(kind);
                  if (file != null && Form.isMedia(kind)) {
                    PlainBodies.file(draft, file);
                  }
                });
          }
        });
  }

  private static @Nullable String text(JsonView definition, @Nullable JsonView call) {
    JsonView components = definition.array("components");
    if (components == null) {
      return null;
    }
    Map<String, Map<String, String>> given = call == null ? Map.of() : parameters(call);
    var lines = new ArrayList<String>();
    components.elements(
        component -> {
          String text = component.text("text");
          if (text != null && !text.isEmpty()) {
            lines.add(filled(text, given.getOrDefault(kind(component), Map.of())));
          }
        });
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  private static String kind(JsonView component) {
    String kind = component.text("type");
    return kind == null ? "" : kind.toLowerCase(Locale.ROOT);
  }

  /** The texts that were filled in, by component and by number or name. */
  private static Map<String, Map<String, String>> parameters(JsonView call) {
    var given = new HashMap<String, Map<String, String>>();
    JsonView components = call.array("components");
    if (components != null) {
      components.elements(
          component -> {
            JsonView parameters = component.array("parameters");
            if (parameters != null) {
              parameters(parameters, given.computeIfAbsent(kind(component), _ -> new HashMap<>()));
            }
          });
    }
    return given;
  }

  private static void parameters(JsonView parameters, Map<String, String> given) {
    int[] number = {0};
    parameters.elements(
        parameter -> {
          String text = parameter.text("text");
          String name = parameter.text("parameter_name");
          number[0]++;
          if (text != null) {
            given.put(name == null ? Integer.toString(number[0]) : name, text);
          }
        });
  }

  /** Puts in what stands for {@code {{1}}} or {@code {{name}}}; the rest stays as it is written. */
  private static String filled(String text, Map<String, String> given) {
    var filled = new StringBuilder();
    int at = 0;
    while (true) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open + 2);
      if (close < 0) {
        return filled.append(text, at, text.length()).toString();
      }
      String value = given.get(text.substring(open + 2, close).strip());
      filled.append(text, at, open);
      filled.append(value == null ? text.substring(open, close + 2) : value);
      at = close + 2;
    }
  }
}
