package io.holdfast.archive.spool;

import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What can happen to a spool behind everybody's back. */
public final class TestSpool {
  private TestSpool() {}

  /** Deletes a topic and makes it again, as when the broker's folder was lost. */
  public static void makeAgain(SpoolSettings settings, Topic topic) {
    String name = settings.layout().nameOf(topic);
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      admin.deleteTopics(List.of(name)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(name));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    new SpoolTopics(settings).ensure();
  }

  /** Deletes what stands before an offset of a topic's first partition. */
  public static void trim(SpoolSettings settings, Topic topic, long before) {
    try (var log = new SpoolLog(settings)) {
      log.trim(log.extents(topic).getFirst().at(), before);
    }
  }

  /** Puts bytes into a topic as anybody who reaches the broker could; returns their offset. */
  public static long produce(SpoolSettings settings, Topic topic, int partition, Bytes bytes) {
    var config =
        Map.<String, Object>of("bootstrap.servers", settings.connection().get("bootstrap.servers"));
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      String name = settings.layout().nameOf(topic);
      return producer
          .send(new ProducerRecord<>(name, partition, null, bytes.toArray()))
          .get()
          .offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
