package io.holdfast.deploy.web;

import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.deploy.web.security.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;

/** Shows the pages with sample data: for whoever works on how they look. */
public final class SampleDeskMain {
  private SampleDeskMain() {}

  /** Starts on a port of the loopback address, with two accounts of a known password. */
  public static void main(String[] arguments) {
    var application = new SpringApplication(SampleDesk.class);
    application.setDefaultProperties(
        Map.of("server.address", "127.0.0.1", "server.port", System.getProperty("port", "8180")));
    var context = application.run(arguments);
    var accounts = context.getBean(Credentials.class).accounts();
    Set<Role> most = EnumSet.allOf(Role.class);
    accounts.create("amara.osei", most, "look-at-the-pages");
    accounts.create("ruth.okafor", Set.of(Role.RECORDS_OFFICER), "look-at-the-pages");
  }
}
