package io.holdfast.deploy.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings in force: options of the command first, then the environment, then the file, then
 * the defaults. Every value was checked when they were read. Immutable; safe to print.
 */
public final class Settings {
  private final Map<Setting, Value> values;

  private Settings(Map<Setting, Value> values) {
    this.values = new EnumMap<>(values);
  }

  /**
   * Reads and checks everything.
   *
   * @throws io.holdfast.archive.ArchiveException that names the first unknown key or wrong value,
   *     where it stands and what is allowed
   */
  public static Settings read(Sources sources) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting
          .standard()
          .ifPresent(text -> values.put(setting, new Value(setting, text, "the default")));
    }
    values.putAll(sources.all());
    values.values().forEach(value -> value.check(sources.environment()));
    return new Settings(values);
  }

  /** Whether a value was given or there is a default. */
  public boolean has(Setting setting) {
    return values.containsKey(setting);
  }

  /** A text, list element joined as written. */
  public Optional<String> text(Setting setting) {
    if (setting.kind().secret()) {
      throw new IllegalArgumentException(setting.key() + " is a secret");
    }
    return Optional.ofNullable(values.get(setting)).map(Value::text);
  }

  /** A text that must be there. */
  public String require(Setting setting) {
    return text(setting).orElseThrow(() -> missing(setting));
  }

  /** A whole number or a port. */
  public int number(Setting setting) {
    return Integer.parseInt(require(setting));
  }

  /** A duration. */
  public Duration duration(Setting setting) {
    return Durations.parse(require(setting));
  }

  /** An address. */
  public Optional<URI> uri(Setting setting) {
    return text(setting).map(URI::create);
  }

  /** A folder. */
  public Path folder(Setting setting) {
    return Path.of(require(setting));
  }

  /** A time zone. */
  public ZoneId zone(Setting setting) {
    return ZoneId.of(require(setting));
  }

  /** A list; empty when nothing was given. */
  public List<String> list(Setting setting) {
    return text(setting).map(Settings::split).orElse(List.of());
  }

  /** A secret. */
  public Optional<Secret> secret(Setting setting) {
    return secrets(setting).stream().findFirst();
  }

  /** Secrets, in the order given. */
  public List<Secret> secrets(Setting setting) {
    if (!setting.kind().secret()) {
      throw new IllegalArgumentException(setting.key() + " is no secret");
    }
    Value value = values.get(setting);
    return value == null ? List.of() : value.secrets();
  }

  private static io.holdfast.archive.ArchiveException missing(Setting setting) {
    return new io.holdfast.archive.ArchiveException(
        io.holdfast.archive.ArchiveException.Category.MISCONFIGURED,
        "The setting %s is missing: give it in the file or as %s."
            .formatted(setting.key(), setting.variable()));
  }

  static List<String> split(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    return values.values().toString();
  }
}
