package io.holdfast.deploy.wiring;

import io.holdfast.archive.audit.AuditTrail;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.web.WebConfiguration;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.security.Credentials;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The web server of a node: pages, API and the webhook. */
final class DeskServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private DeskServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import(WebConfiguration.class)
  static class Desk {}

  static DeskServer start(DeskAssembly assembly, DeskAssembly.Assembled desk) {
    return new DeskServer(
        serve(
            assembly.settings(), application -> register(application, assembly, desk), Desk.class));
  }

  /**
   * A web server of the desk's kind.
   *
   * @param beans adds what {@link WebConfiguration} asks for
   * @param sources {@link Desk} and what is served beside it
   */
  static ConfigurableApplicationContext serve(
      Settings settings, Consumer<GenericApplicationContext> beans, Class<?>... sources) {
    Map<String, Object> properties =
        Map.of(
            "server.port", settings.number(Setting.PORT),
            "server.address", settings.require(Setting.ADDRESS),
            "spring.threads.virtual.enabled", "true",
            "spring.main.banner-mode", "off",
            "spring.main.log-startup-info", "false",
            "server.shutdown", "immediate",
            "spring.jmx.enabled", "false");
    return new SpringApplicationBuilder(sources)
        .registerShutdownHook(false)
        .properties(properties)
        .initializers(application -> beans.accept((GenericApplicationContext) application))
        .run();
  }

  private static void register(
      GenericApplicationContext context, DeskAssembly assembly, DeskAssembly.Assembled desk) {
    context.registerBean(DeskDoors.class, desk::doors);
    context.registerBean(Installation.class, assembly::installation);
    context.registerBean(Credentials.class, assembly::credentials);
    context.registerBean(AuditTrail.class, assembly::auditTrail);
    context.registerBean(Clock.class, assembly::clock);
  }

  @Override
  public void close() {
    context.close();
  }
}
