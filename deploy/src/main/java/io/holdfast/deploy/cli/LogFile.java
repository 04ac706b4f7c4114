package io.holdfast.deploy.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The full log of a running deployment: `logs/holdfast.log`, ten files of 16 MiB at most. Failures
 * stand in it by their types and places: their words may quote what people wrote.
 */
final class LogFile {
  private LogFile() {}

  static void open(Path folder) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException("Logback is not the logging system on this class path");
    }
    LibraryLogs.joinOurs();
    open(context, folder);
  }

  static void open(LoggerContext context, Path folder) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName("file");
    appender.setFile(folder.resolve("holdfast.log").toString());

    FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
    names.setContext(context);
    names.setParent(appender);
    names.setFileNamePattern(folder.resolve("holdfast.%i.log.gz").toString());
    names.setMinIndex(1);
    names.setMaxIndex(9);
    names.start();
    appender.setRollingPolicy(names);

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf("16MB"));
    size.start();
    appender.setTriggeringPolicy(size);

    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(lines(context));
    encoder.start();
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger("io.holdfast").addAppender(appender);
  }

  private static PatternLayout lines(LoggerContext context) {
    PatternLayout lines = new PatternLayout();
    lines.setContext(context);
    lines.getInstanceConverterMap().put("failure", LoggedFailure::new);
    lines.setPattern(
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level [%thread] %logger{36} %msg%failure%n");
    lines.start();
    return lines;
  }
}
