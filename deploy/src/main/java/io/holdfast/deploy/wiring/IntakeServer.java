package io.holdfast.deploy.wiring;

import io.holdfast.archive.audit.AuditTrail;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.security.Credentials;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The desk's web server with one open door: it takes deliveries in, seals them at the edge and puts
 * them into the spool exactly as a whole node does, and does nothing else.
 */
public final class IntakeServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final Sources sources;

  private IntakeServer(ConfigurableApplicationContext context, Sources sources) {
    this.context = context;
    this.sources = sources;
  }

  /** What a server is started with. */
  public record Start(
      Settings settings,
      SpoolSettings spool,
      OpenArchive archive,
      Credentials credentials,
      Clock clock) {}

  /**
   * Starts it; when it fails, nothing is left running.
   *
   * @param beside endpoints that are served beside the desk's own
   */
  public static IntakeServer start(Start start, Class<?>... beside) {
    var sources = new Sources(start.spool(), start.archive(), start.clock());
    try {
      var served = Stream.concat(Stream.of(DeskServer.Desk.class), Stream.of(beside));
      return new IntakeServer(
          DeskServer.serve(
              start.settings(),
              application -> register(application, start, sources),
              served.toArray(Class<?>[]::new)),
          sources);
    } catch (RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  private static void register(
      GenericApplicationContext application, Start start, Sources sources) {
    var webhook =
        DeskAssembly.webhook(
            start.settings(), sources.intake(), start.clock(), receipt -> true, answer -> {});
    application.registerBean(DeskDoors.class, () -> ClosedDoors.allBut(webhook));
    application.registerBean(
        Installation.class,
        () ->
            new Installation(
                start.settings().require(Setting.FIRM),
                start.settings().zone(Setting.ZONE),
                start.archive().rehearsal()));
    application.registerBean(Credentials.class, start::credentials);
    application.registerBean(
        AuditTrail.class, () -> new AuditTrail(sources.desk(), () -> UUID.randomUUID().toString()));
    application.registerBean(Clock.class, start::clock);
  }

  @Override
  public void close() {
    context.close();
    sources.close();
  }
}
