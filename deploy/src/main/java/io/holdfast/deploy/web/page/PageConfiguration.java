package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the pages need among themselves. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {
  @Bean
  Pages pages(DeskDoors doors, Installation place) {
    return new Pages(doors, place);
  }
}
