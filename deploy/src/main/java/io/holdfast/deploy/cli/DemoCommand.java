package io.holdfast.deploy.cli;

import io.holdfast.deploy.demo.DemoContent;
import io.holdfast.deploy.demo.DemoServer;
import io.holdfast.deploy.demo.SamplePlatform;
import io.holdfast.deploy.embedded.Purpose;
import io.holdfast.deploy.settings.Secret;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.web.security.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An archive with sample people, webhooks, exports and a hold, to look at. */
@Command(
    name = "demo",
    description = "Starts everything on a fresh folder with sample content, to look at.")
public final class DemoCommand implements Callable<Integer> {
  private static final String APP_SECRET = "demo-secret";
  private static final String VERIFY_TOKEN = "demo-verify";
  private static final String ACCESS_TOKEN = "demo-access";

  private final Clock clock;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder in which all is kept; default: a new temporary one.")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "N", description = "Port of the web pages.")
  private @Nullable Integer port;

  @Spec private @Nullable CommandSpec spec;

  /** The command. */
  public DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path folder = data == null ? Files.createTempDirectory("holdfast-demo-") : data;
    boolean fresh = isFresh(folder);
    try (var platform = SamplePlatform.start(Secret.of(ACCESS_TOKEN));
        var running =
            EmbeddedDeployment.start(
                EmbeddedArchive.settings(Optional.empty(), options(folder, platform)),
                Purpose.DEMO,
                new EmbeddedDeployment.Clocks(clock, clock),
                out)) {
      Map<String, String> passwords = accounts(running);
      out.printf("Holdfast is up at %s  (Ctrl-C stops it)%n", running.address());
      passwords.forEach(
          (account, password) -> out.printf("  sign in as %-9s password %s%n", account, password));
      out.flush();
      if (fresh) {
        load(running, out);
      }
      out.printf("Ready. Look at %s, for example for the word haldon.%n", running.address());
      out.flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static boolean isFresh(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private Map<Setting, String> options(Path folder, SamplePlatform platform) {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    options.put(Setting.DATA, folder.toString());
    options.put(Setting.WHATSAPP_APP_SECRETS, APP_SECRET);
    options.put(Setting.WHATSAPP_VERIFY_TOKEN, VERIFY_TOKEN);
    options.put(Setting.WHATSAPP_ACCESS_TOKEN, ACCESS_TOKEN);
    options.put(Setting.WHATSAPP_GRAPH_URL, platform.address().toString());
    options.put(Setting.FIRM, "Marlow & Finch Capital");
    options.put(Setting.ZONE, "Europe/London");
    if (port != null) {
      options.put(Setting.PORT, port.toString());
    }
    return options;
  }

  /**
   * One account for each thing that can be tried; two records officers, because one plans and
   * another approves.
   */
  private static Map<String, String> accounts(EmbeddedDeployment running) {
    Map<String, Set<Role>> wanted = new LinkedHashMap<>();
    wanted.put("reviewer", EnumSet.of(Role.REVIEWER));
    wanted.put("legal", EnumSet.of(Role.LEGAL));
    wanted.put("records", EnumSet.of(Role.RECORDS_OFFICER));
    wanted.put("records2", EnumSet.of(Role.RECORDS_OFFICER));
    wanted.put("admin", EnumSet.of(Role.ADMINISTRATOR));
    wanted.put("auditor", EnumSet.of(Role.AUDITOR));
    Map<String, String> passwords = new LinkedHashMap<>();
    wanted.forEach(
        (name, roles) ->
            running
                .node()
                .credentials()
                .accounts()
                .createIfNone(name, roles)
                .ifPresent(password -> passwords.put(name, password)));
    return passwords;
  }

  private void load(EmbeddedDeployment running, PrintWriter out) throws Exception {
    String token =
        running
            .node()
            .credentials()
            .tokens()
            .create("legal", EnumSet.of(Role.LEGAL), Duration.ofHours(1));
    var server =
        new DemoServer(URI.create(running.address()), Secret.of(APP_SECRET), Secret.of(token));
    new DemoContent(server, clock)
        .load(
            running.node()::addPerson,
            line -> {
              out.println(line);
              out.flush();
            });
  }
}
