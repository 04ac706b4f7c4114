package io.holdfast.deploy.embedded;

import io.holdfast.archive.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One sample in each engine, and whether it is still there. */
record Samples(Endpoints endpoints) {

  void write() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", endpoints.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("sample", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", endpoints.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("sample", "kept")).get();
    }
    request("PUT", "/sample/_doc/1?refresh=true", "{\"word\":\"kept\"}", true);
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE sample (word text)");
      statement.execute("INSERT INTO sample VALUES ('kept')");
    }
  }

  String inSpool() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", endpoints.bootstrapServers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("sample", 0)));
      return consumer.poll(Patience.LIMIT).iterator().next().value();
    }
  }

  String inSearch() throws Exception {
    return request("GET", "/sample/_source/1", "", true).body();
  }

  int searchAsAnybody() throws Exception {
    return request("GET", "/_cluster/health", "", false).statusCode();
  }

  String inCatalogue() throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT word FROM sample")) {
      rows.next();
      return rows.getString(1);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        endpoints.jdbcUrl(),
        endpoints.catalogue().user(),
        endpoints.catalogue().password().reveal());
  }

  private HttpResponse<String> request(String method, String path, String body, boolean signedIn)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoints.searchUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (signedIn) {
      String pair = endpoints.search().user() + ":" + endpoints.search().password().reveal();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
