package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.StatusDoor;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How the archive is. */
@Controller
final class StatusPages {
  private final Pages pages;
  private final StatusDoor status;

  StatusPages(Pages pages, DeskDoors doors) {
    this.pages = pages;
    this.status = doors.status();
  }

  @GetMapping("/status")
  @Access(To.SIGNED_IN)
  void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    pages.show(
        new Exchange(request, response), "status", "status", new StatusPage(status.report()));
  }
}
