package io.holdfast.deploy.settings;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One value as it was given, and where. Secrets are looked up when it is checked. */
final class Value {
  private final Setting setting;
  private final String text;
  private final String where;
  private final List<Secret> secrets = new ArrayList<>();

  Value(Setting setting, String text, String where) {
    this.setting = setting;
    this.text = text.strip();
    this.where = where;
  }

  String text() {
    return text;
  }

  List<Secret> secrets() {
    return List.copyOf(secrets);
  }

  void check(Map<String, String> environment) {
    try {
      switch (setting.kind()) {
        case TEXT, LIST, FOLDER -> requireText();
        case NUMBER -> Integer.parseInt(text);
        case PORT -> requirePort();
        case DURATION -> Durations.parse(text);
        case ZONE -> ZoneId.of(text);
        case URI -> URI.create(text);
        case INTAKE_ANSWER -> require(text.equals("spool") || text.equals("seal"));
        case SECRET -> secrets.add(resolve(text, environment));
        case SECRETS ->
            Settings.split(text).forEach(part -> secrets.add(resolve(part, environment)));
      }
    } catch (ArchiveException e) {
      throw e;
    } catch (RuntimeException e) {
      throw wrong("'%s' is not a %s".formatted(shown(), setting.kind().description()));
    }
  }

  private void requireText() {
    require(!text.isEmpty());
  }

  private void requirePort() {
    int port = Integer.parseInt(text);
    require(port >= 1 && port <= 65535);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }

  private Secret resolve(String part, Map<String, String> environment) {
    String value = part;
    if (part.startsWith("file:")) {
      value = fromFile(Path.of(part.substring("file:".length())));
    } else if (part.startsWith("env:")) {
      String name = part.substring("env:".length());
      value = environment.getOrDefault(name, "");
      if (value.isEmpty()) {
        throw wrong("the environment variable %s is not set".formatted(name));
      }
    }
    if (value.isEmpty()) {
      throw wrong("the secret is empty");
    }
    return Secret.of(value);
  }

  private String fromFile(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw wrong("the file %s cannot be read".formatted(file));
    }
  }

  private ArchiveException wrong(String how) {
    return new ArchiveException(
        ArchiveException.Category.MISCONFIGURED,
        "%s in %s: %s.".formatted(setting.key(), where, how));
  }

  private String shown() {
    return setting.kind().secret() ? "[secret]" : text;
  }

  @Override
  public String toString() {
    return setting.key() + "=" + shown();
  }
}
