package io.holdfast.deploy.settings;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Settings in YAML: nested or with dots, lists or texts with commas. Each knows its line. */
final class SettingsFile {
  private final Path path;
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

  private SettingsFile(Path path) {
    this.path = path;
  }

  static Map<Setting, Value> read(Path path) {
    SettingsFile file = new SettingsFile(path);
    try (Reader reader = Files.newBufferedReader(path)) {
      Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
      if (root != null) {
        file.mapping(root, "");
      }
      return file.values;
    } catch (IOException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "The settings file %s cannot be read: name another with --config.".formatted(path),
          e);
    } catch (YAMLException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "The settings file %s is not YAML: %s."
              .formatted(path, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private void mapping(Node node, String prefix) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, "names with values are expected here");
    }
    for (NodeTuple entry : mapping.getValue()) {
      Node key = entry.getKeyNode();
      if (!(key instanceof ScalarNode name)) {
        throw wrong(key, "a name is expected here");
      }
      value(prefix + name.getValue(), key, entry.getValueNode());
    }
  }

  private void value(String key, Node at, Node node) {
    if (node instanceof MappingNode) {
      mapping(node, key + ".");
      return;
    }
    Setting setting =
        Setting.byKey(key)
            .orElseThrow(
                () ->
                    wrong(
                        at,
                        "the setting %s is not known; did you mean %s?"
                            .formatted(key, Nearest.key(key))));
    Value value = new Value(setting, text(node), where(at));
    if (values.put(setting, value) != null) {
      throw wrong(at, "the setting %s is given twice".formatted(key));
    }
  }

  private String text(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode sequence ->
          sequence.getValue().stream().map(this::text).collect(Collectors.joining(","));
      default -> throw wrong(node, "a text or a list is expected here");
    };
  }

  private String where(Node node) {
    return "%s, line %d".formatted(path, node.getStartMark().getLine() + 1);
  }

  private ArchiveException wrong(Node node, String how) {
    return new ArchiveException(Category.MISCONFIGURED, where(node) + ": " + how);
  }
}
