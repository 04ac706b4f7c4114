package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Elasticsearch's part of the data folder: `config` (written anew at each start, but for the
 * keystore), `data`, `logs`, `tmp`.
 */
record ElasticsearchFolder(Path root, Path engines) {

  /** The unpacked distribution; the newest when there are several. */
  Path home() {
    try (Stream<Path> entries = Files.isDirectory(engines) ? Files.list(engines) : Stream.empty()) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("elasticsearch-"))
          .max(Path::compareTo)
          .orElseThrow(
              () ->
                  new ArchiveException(
                      ArchiveException.Category.MISCONFIGURED,
                      "No Elasticsearch is unpacked in %s: build once with `mvn package`."
                          .formatted(engines)))
          .toRealPath();
    } catch (IOException e) {
      throw OwnerFiles.failed("list", engines, e);
    }
  }

  Path config() {
    return root.resolve("config");
  }

  Path keystore() {
    return config().resolve("elasticsearch.keystore");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /** An argument of the server process by which a later run knows it. */
  String marker() {
    return "-Dholdfast.engine=" + root;
  }

  /** The password in the keystore is one that nobody knows any more. */
  void forgetPassword() {
    try {
      Files.deleteIfExists(keystore());
    } catch (IOException e) {
      throw OwnerFiles.failed("remove", keystore(), e);
    }
  }

  /** Writes the configuration for this start. */
  void prepare(RunState state) {
    for (Path folder : List.of(root, config(), root.resolve("data"), root.resolve("logs"))) {
      OwnerFiles.folder(folder);
    }
    OwnerFiles.deleteTree(temporary());
    OwnerFiles.folder(temporary());
    try {
      copyDefaults();
      Files.write(config().resolve("elasticsearch.yml"), settings(state));
      Files.write(config().resolve("jvm.options"), jvmOptions());
      Files.writeString(config().resolve("log4j2.properties"), LOGGING);
    } catch (IOException e) {
      throw OwnerFiles.failed("write", config(), e);
    }
  }

  private void copyDefaults() throws IOException {
    for (String name : List.of("role_mapping.yml", "roles.yml", "users", "users_roles")) {
      Path file = home().resolve("config").resolve(name);
      if (Files.exists(file)) {
        Files.copy(file, config().resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private List<String> settings(RunState state) {
    return List.of(
        "cluster.name: holdfast",
        "node.name: holdfast",
        "path.data: " + quoted(root.resolve("data")),
        "path.logs: " + quoted(root.resolve("logs")),
        "discovery.type: single-node",
        "network.host: 127.0.0.1",
        "http.port: " + state.port(),
        "transport.port: " + state.innerPort(),
        "xpack.security.enabled: true",
        "xpack.security.autoconfiguration.enabled: false",
        // loopback only: the password keeps other users of this machine out
        "xpack.security.http.ssl.enabled: false",
        "xpack.security.transport.ssl.enabled: false",
        // the index can be rebuilt; a full disk is watched by us, not by refusing to index
        "cluster.routing.allocation.disk.threshold_enabled: false");
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  /** The distribution's own options, without those that would leave content on the disk. */
  private List<String> jvmOptions() throws IOException {
    try (Stream<String> lines = Files.lines(home().resolve("config/jvm.options"))) {
      return Stream.concat(
              lines
                  .filter(line -> !line.isBlank() && !line.startsWith("#"))
                  .filter(line -> !line.contains("HeapDump") && !line.contains("-Xlog:gc")),
              Stream.of(
                  "-Xms512m",
                  "-Xmx512m",
                  "-XX:-HeapDumpOnOutOfMemoryError",
                  "-XX:-CreateCoredumpOnCrash",
                  marker()))
          .toList();
    }
  }

  /** One rolling file; requests and their content are never logged. */
  private static final String LOGGING =
      """
      status = error
      appender.rolling.type = RollingFile
      appender.rolling.name = rolling
      appender.rolling.fileName = ${sys:es.logs.base_path}${sys:file.separator}elasticsearch.log
      appender.rolling.filePattern = ${sys:es.logs.base_path}${sys:file.separator}elasticsearch-%i.log.gz
      appender.rolling.layout.type = PatternLayout
      appender.rolling.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] [%node_name]%marker %m%n
      appender.rolling.policies.type = Policies
      appender.rolling.policies.size.type = SizeBasedTriggeringPolicy
      appender.rolling.policies.size.size = 16MB
      appender.rolling.strategy.type = DefaultRolloverStrategy
      appender.rolling.strategy.max = 4
      rootLogger.level = info
      rootLogger.appenderRef.rolling.ref = rolling
      logger.deprecation.name = org.elasticsearch.deprecation
      logger.deprecation.level = off
      """;
}
