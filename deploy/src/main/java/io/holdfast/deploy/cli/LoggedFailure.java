package io.holdfast.deploy.cli;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.holdfast.archive.LoggedTrouble;

/** What the log says of a failure that a library hands to its logger. */
final class LoggedFailure extends ThrowableHandlingConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return switch (event.getThrowableProxy()) {
      case null -> "";
      case ThrowableProxy here -> ": " + LoggedTrouble.whole(here.getThrowable());
      case IThrowableProxy elsewhere -> ": " + elsewhere.getClassName();
    };
  }
}
