package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Fault;
import io.holdfast.deploy.web.security.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;

/** Trouble, told in words: what did not happen, why, what to do. */
@Controller
@ControllerAdvice(basePackageClasses = FaultPages.class)
final class FaultPages implements ErrorController {
  private final Pages pages;

  FaultPages(Pages pages) {
    this.pages = pages;
  }

  @ExceptionHandler
  void trouble(Exception trouble, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    Exchange exchange = new Exchange(request, response);
    Fault fault =
        trouble instanceof ErrorResponse known
            ? byStatus(exchange, known.getStatusCode().value())
            : Fault.of(trouble);
    pages.show(exchange, fault.status(), "", "fault", fault);
  }

  @RequestMapping("/error")
  @Access(To.EVERYBODY)
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    Exchange exchange = new Exchange(request, response);
    Fault fault = byStatus(exchange, status);
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    // what could not be read as a request was refused before anybody asked who sends it
    boolean bare = !pages.canShow(exchange);
    if (bare || path.startsWith("/api/") || path.startsWith("/webhooks/")) {
      Problem.of(status, fault.title(), fault.detail()).send(response);
    } else {
      pages.show(exchange, status, "", "fault", fault);
    }
  }

  private Fault byStatus(Exchange exchange, int status) {
    String known = status == 403 || status == 404 ? Integer.toString(status) : "other";
    Words words = pages.words(exchange);
    return new Fault(
        status, words.say("fault." + known), words.say("fault." + known + ".detail"), null);
  }
}
