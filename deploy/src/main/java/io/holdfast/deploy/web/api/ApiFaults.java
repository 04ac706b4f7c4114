package io.holdfast.deploy.web.api;

import io.holdfast.deploy.web.security.Fault;
import io.holdfast.deploy.web.security.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Trouble of the API, told as problem details. */
@RestControllerAdvice(basePackageClasses = ApiFaults.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiFaults {
  @ExceptionHandler
  void gone(GoneException e, HttpServletResponse response) throws IOException {
    new Problem(
            410,
            "This record was destroyed",
            "Its term had ended and nothing held it; the certificate says when and by whom",
            null,
            e.certificate())
        .send(response);
  }

  @ExceptionHandler
  void unreadable(HttpMessageNotReadableException e, HttpServletResponse response)
      throws IOException {
    String detail =
        e.getCause() instanceof UnrecognizedPropertyException unknown
            ? "There is no member \"" + unknown.getPropertyName() + "\" here"
            : "The body is not the JSON that this endpoint reads; see /api/v1/openapi.json";
    Problem.of(400, "The request could not be read", detail).send(response);
  }

  @ExceptionHandler
  void mismatch(MethodArgumentTypeMismatchException e, HttpServletResponse response)
      throws IOException {
    Problem.of(
            400,
            "The request could not be read",
            "The parameter " + e.getName() + " cannot have this value")
        .send(response);
  }

  @ExceptionHandler
  void any(Exception e, HttpServletResponse response) throws IOException {
    if (e instanceof ErrorResponse known) {
      int status = known.getStatusCode().value();
      String detail = known.getBody().getDetail();
      Problem.of(status, "The request could not be answered", detail == null ? "" : detail)
          .send(response);
    } else {
      Fault.of(e).problem().send(response);
    }
  }
}
