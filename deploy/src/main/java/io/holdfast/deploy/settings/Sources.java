package io.holdfast.deploy.settings;

import io.holdfast.archive.ArchiveException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where settings come from.
 *
 * @param file YAML, when one was named
 * @param environment variables of the process
 * @param options what the command line said, strongest of all
 */
public record Sources(
    Optional<Path> file, Map<String, String> environment, Map<Setting, String> options) {
  /** Variables of the launcher and the client commands, which are no settings of the server. */
  private static final Set<String> OTHERS =
      Set.of("HOLDFAST_JAVA_OPTS", "HOLDFAST_SERVER", "HOLDFAST_TOKEN");

  /** Copies what it is given. */
  public Sources {
    environment = Map.copyOf(environment);
    options = Map.copyOf(options);
  }

  Map<Setting, Value> all() {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    file.ifPresent(path -> values.putAll(SettingsFile.read(path)));
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith("HOLDFAST_") && !OTHERS.contains(variable)) {
            Setting setting = Setting.byVariable(variable).orElseThrow(() -> unknown(variable));
            values.put(setting, new Value(setting, text, "the environment variable " + variable));
          }
        });
    options.forEach(
        (setting, text) -> values.put(setting, new Value(setting, text, "the command line")));
    return values;
  }

  private static ArchiveException unknown(String variable) {
    return new ArchiveException(
        ArchiveException.Category.MISCONFIGURED,
        "The environment variable %s is not known; did you mean %s?"
            .formatted(variable, Nearest.variable(variable)));
  }

  @Override
  public String toString() {
    return "Sources[file=" + file + "]";
  }
}
