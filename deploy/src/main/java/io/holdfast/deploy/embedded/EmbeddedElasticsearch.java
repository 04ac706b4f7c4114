package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Elasticsearch node as a child process: loopback only, generated password, 512 MB of heap, data
 * and logs in the data folder. The distribution is unpacked by the build and never part of ours.
 */
final class EmbeddedElasticsearch implements EmbeddedEngine {
  static final String USER = "elastic";
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedElasticsearch.class);
  private static final Duration STARTUP = Duration.ofMinutes(5);

  private final ElasticsearchFolder folder;
  private final DataFolder data;
  private final ChildUser user;
  private final HttpClient http;
  private volatile @Nullable ChildProcess process;
  private volatile @Nullable RunState state;

  EmbeddedElasticsearch(DataFolder data, Path engines, ChildUser user) {
    this.data = data;
    this.user = user;
    this.folder = new ElasticsearchFolder(data.engine("elasticsearch"), engines);
    this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  }

  @Override
  public Engine engine() {
    return Engine.SEARCH;
  }

  @Override
  public void start() {
    StaleProcesses.stop(folder.marker(), Duration.ofSeconds(5));
    Path home = folder.home();
    if (RunState.read(data.run(), Engine.SEARCH).isEmpty()) {
      folder.forgetPassword();
    }
    RunState next = RunState.next(data.run(), Engine.SEARCH, USER);
    next.write(data.run(), Engine.SEARCH);
    folder.prepare(next);
    user.own(folder.root());
    if (!Files.exists(folder.keystore())) {
      storePassword(home, next);
    }
    state = next;
    serve(home);
  }

  private void storePassword(Path home, RunState next) {
    List<String> add =
        List.of(
            home.resolve("bin/elasticsearch-keystore").toString(),
            "add",
            "--stdin",
            "--force",
            "bootstrap.password");
    ChildProcess.run(launch(add), next.credentials().password().reveal() + "\n", STARTUP);
  }

  private ChildProcess.Launch launch(List<String> command) {
    Path java = Path.of(System.getProperty("java.home"));
    List<String> whole = new ArrayList<>(user.prefix("KILL"));
    whole.addAll(command);
    return new ChildProcess.Launch(
        "elasticsearch",
        whole,
        Map.of(
            "ES_JAVA_HOME", java.toString(),
            "ES_PATH_CONF", folder.config().toString(),
            "ES_TMPDIR", folder.temporary().toString(),
            "CLI_JAVA_OPTS", "-Xmx64m"),
        log());
  }

  private Path log() {
    return data.logs().resolve("elasticsearch.log");
  }

  private void serve(Path home) {
    ChildProcess.Launch server = launch(List.of(home.resolve("bin/elasticsearch").toString()));
    long end = System.nanoTime() + STARTUP.toNanos();
    ChildProcess starting = ChildProcess.start(server);
    process = starting;
    if (becomesReady(starting, end)) {
      return;
    }
    if (endedByItself(starting)) {
      LOG.warn("Elasticsearch ended while starting and is started once more: see {}", log());
      StaleProcesses.stop(folder.marker(), Duration.ofSeconds(5));
      starting = ChildProcess.start(server);
      process = starting;
      if (becomesReady(starting, end)) {
        return;
      }
    }
    String how = starting.alive() ? "does not answer" : "ended while starting";
    stop(Duration.ofSeconds(5));
    throw new ArchiveException(
        Category.UNAVAILABLE,
        "The search engine (Elasticsearch) %s: see %s and %s."
            .formatted(how, log(), folder.root().resolve("logs")));
  }

  /**
   * The file that another user's killed process left in {@code /tmp} ({@code .java_pid} and a
   * number) keeps the process that gets the same number from attaching to itself, which
   * Elasticsearch insists on. The next one has another number.
   */
  private boolean endedByItself(ChildProcess starting) {
    return !starting.alive() && process == starting && !Thread.currentThread().isInterrupted();
  }

  private boolean becomesReady(ChildProcess starting, long end) {
    try {
      while (System.nanoTime() - end < 0 && starting.alive()) {
        if (healthy()) {
          return true;
        }
        Thread.sleep(150);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public boolean healthy() {
    RunState current = state;
    if (current == null) {
      return false;
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:%d/_cluster/health?wait_for_status=yellow&timeout=2s"
                          .formatted(current.port())))
              .header("Authorization", basic(current.credentials()))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String basic(Credentials credentials) {
    String pair = credentials.user() + ":" + credentials.password().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public CompletableFuture<Void> ended() {
    ChildProcess current = process;
    return current == null ? new CompletableFuture<>() : current.ended();
  }

  @Override
  public void stop(Duration patience) {
    ChildProcess stopping = process;
    process = null;
    if (stopping != null && !stopping.terminate(patience)) {
      stopping.kill();
    }
    StaleProcesses.stop(folder.marker(), Duration.ofSeconds(1));
  }
}
