package io.holdfast.deploy.web;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.reading.RecordedReading;
import io.holdfast.deploy.web.security.Looking;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;

/**
 * The whole desk. Import it and provide these beans: {@link DeskDoors}, {@link
 * io.holdfast.deploy.web.doors.Installation}, {@link io.holdfast.deploy.web.security.Credentials},
 * {@link io.holdfast.archive.audit.AuditTrail} and a {@link java.time.Clock}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@PropertySource("classpath:io/holdfast/deploy/web/web.properties")
public class WebConfiguration implements WebMvcConfigurer {
  /** Content is only ever opened through this. */
  @Bean
  RecordedReading recordedReading(DeskDoors doors, Looking looking) {
    return new RecordedReading(doors, looking);
  }

  /** Writes the archive's own JSON; refuses members that an endpoint does not know. */
  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.withJsonConverter(
        new JacksonJsonHttpMessageConverter(
            RecordJson.mapper()
                .rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()));
  }
}
