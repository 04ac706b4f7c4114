package io.holdfast.archive.record;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published JSON Schema of the canonical record, for tests of whoever makes records.
 * Thread-safe.
 */
public final class RecordSchema {
  private final Schema open;
  private final Schema closed;

  private RecordSchema(JsonNode schema) {
    this.open = compile(schema);
    this.closed = compile(close((ObjectNode) schema.deepCopy()));
  }

  /** The schema in docs/ of this source tree. */
  public static RecordSchema published() {
    try {
      byte[] json = Files.readAllBytes(docs().resolve("record.schema.json"));
      return new RecordSchema(RecordJson.mapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the published pages, found from any module's folder. */
  public static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docs/record.schema.json"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no docs/record.schema.json above the working folder");
    }
    return folder.resolve("docs");
  }

  /** What is wrong with a record as any reader may see it; members nobody knows are allowed. */
  public List<String> validate(JsonNode json) {
    return problems(open, json);
  }

  /** As {@link #validate}, and members that the schema does not name are wrong too. */
  public List<String> validateWritten(JsonNode json) {
    return problems(closed, json);
  }

  /** What is wrong with a record that this program made. */
  public List<String> validate(CanonicalRecord written) {
    return validateWritten(RecordJson.mapper().readTree(RecordJson.write(written)));
  }

  private static List<String> problems(Schema schema, JsonNode json) {
    var problems = new ArrayList<String>();
    for (Error error : schema.validate(json)) {
      problems.add(error.getInstanceLocation() + ": " + error.getMessage());
    }
    return List.copyOf(problems);
  }

  private static Schema compile(JsonNode schema) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  private static ObjectNode close(ObjectNode schema) {
    schema.put("unevaluatedProperties", false);
    for (JsonNode definition : schema.path("$defs")) {
      if (definition.has("properties")) {
        ((ObjectNode) definition).put("unevaluatedProperties", false);
      }
    }
    ObjectNode replyTo = (ObjectNode) schema.at("/$defs/context/properties/replyTo");
    replyTo.put("unevaluatedProperties", false);
    return schema;
  }
}
