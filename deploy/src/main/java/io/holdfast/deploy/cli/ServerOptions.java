package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.client.ApiClient;
import io.holdfast.deploy.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is asked, and under which token. */
final class ServerOptions {
  private static final String SERVER = "HOLDFAST_SERVER";
  private static final String TOKEN = "HOLDFAST_TOKEN";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server; else HOLDFAST_SERVER, else http://127.0.0.1:8080.")
  private @Nullable String server;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "API token, file:PATH or env:NAME; else HOLDFAST_TOKEN.")
  private @Nullable String token;

  ApiClient connect(Map<String, String> environment) {
    return new ApiClient(address(environment), token(environment));
  }

  private URI address(Map<String, String> environment) {
    String text =
        server == null ? environment.getOrDefault(SERVER, "http://127.0.0.1:8080") : server;
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new ArchiveException(
          Category.INVALID,
          "'%s' is no address of a server: use http(s)://HOST[:PORT]".formatted(text),
          e);
    }
  }

  private Secret token(Map<String, String> environment) {
    String given = token == null ? environment.getOrDefault(TOKEN, "") : token;
    String value = given;
    if (given.startsWith("file:")) {
      value = read(Path.of(given.substring("file:".length())));
    } else if (given.startsWith("env:")) {
      value = environment.getOrDefault(given.substring("env:".length()), "");
    }
    value = value.strip();
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new ArchiveException(
          Category.INVALID,
          "a token is needed: make one with `holdfast token create` and give it with --token"
              + " (the token, file:PATH or env:NAME) or in HOLDFAST_TOKEN");
    }
    return Secret.of(value);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ArchiveException(
          Category.NOT_FOUND, "the token's file %s cannot be read".formatted(file), e);
    }
  }
}
