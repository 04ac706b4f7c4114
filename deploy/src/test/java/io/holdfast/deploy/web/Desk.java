package io.holdfast.deploy.web;

import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.deploy.web.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A running desk and a browser without script that talks to it. */
final class Desk implements AutoCloseable {
  static final String PASSWORD = "correct-horse-battery";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  final ConfigurableApplicationContext context;
  private final URI base;
  private final Path folder;

  Desk() {
    folder = temporary();
    var application = new SpringApplication(SampleDesk.class);
    application.setDefaultProperties(
        Map.of(
            "server.port",
            "0",
            "server.address",
            "127.0.0.1",
            "server.tomcat.basedir",
            folder.toString(),
            "logging.level.root",
            "warn"));
    context = application.run();
    var server = ((WebServerApplicationContext) context).getWebServer();
    int port = Objects.requireNonNull(server).getPort();
    base = URI.create("http://127.0.0.1:" + port);
  }

  /** Where the server puts what it does not hold in memory. */
  Path folder() {
    return folder;
  }

  URI uri(String path) {
    return base.resolve(path);
  }

  SampleDoors doors() {
    return context.getBean(SampleDoors.class);
  }

  SampleDesk.Spool spool() {
    return context.getBean(SampleDesk.Spool.class);
  }

  String token(String person, Role... roles) {
    return context
        .getBean(Credentials.class)
        .tokens()
        .create(person, Set.of(roles), Duration.ofHours(1));
  }

  void account(String name, Role... roles) {
    context.getBean(Credentials.class).accounts().create(name, Set.of(roles), PASSWORD);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path));
  }

  HttpRequest.Builder as(String token, String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return new Visitor().send(request);
  }

  HttpResponse<String> get(String token, String path) {
    return send(as(token, path));
  }

  HttpResponse<String> post(String token, String path, String json) {
    return send(
        as(token, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Visitor signedIn(String name) {
    var visitor = new Visitor();
    visitor.signIn(name, PASSWORD);
    return visitor;
  }

  Visitor visitor() {
    return new Visitor();
  }

  /** Somebody with a cookie jar. */
  final class Visitor {
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> send(HttpRequest.Builder request) {
      try {
        return client.send(request.build(), BodyHandlers.ofString());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    HttpResponse<String> get(String path) {
      return send(request(path));
    }

    HttpResponse<String> signIn(String name, String password) {
      return form("/sign-in", "/sign-in", Map.of("username", name, "password", password));
    }

    /** Opens a page and sends a form from it. */
    HttpResponse<String> form(String page, String action, Map<String, String> fields) {
      var body = new StringBuilder("_csrf=").append(encoded(csrf(page)));
      fields.forEach((k, v) -> body.append('&').append(k).append('=').append(encoded(v)));
      return send(
          request(action)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body.toString())));
    }

    String csrf(String page) {
      Matcher token = TOKEN.matcher(get(page).body());
      if (!token.find()) {
        throw new AssertionError("no form on " + page);
      }
      return token.group(1);
    }

    private String encoded(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("holdfast-tomcat");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    FileSystemUtils.deleteRecursively(folder.toFile());
  }
}
