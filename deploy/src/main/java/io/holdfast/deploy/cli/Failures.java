package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.IntegrityException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One clear sentence on standard error; exit code 2 for wrong usage, 1 for everything else.
 * Nothing, and 141, when nobody reads the output any more.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** What a shell reports for a process that ends by SIGPIPE. */
  private static final int READER_GONE = 141;

  private final HoldfastCommand root;

  Failures(HoldfastCommand root) {
    this.root = root;
  }

  @Override
  public int handleParseException(ParameterException trouble, String[] arguments) {
    CommandLine command = trouble.getCommandLine();
    PrintWriter err = command.getErr();
    err.printf("holdfast: %s%n", trouble.getMessage());
    err.printf("Try `%s --help`.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception trouble, CommandLine command, ParseResult parsed) {
    if (trouble instanceof LineOutput.Closed) {
      return READER_GONE;
    }
    PrintWriter err = command.getErr();
    err.printf("holdfast: %s%n", sentence(trouble));
    if (root.verbose()) {
      trouble.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String sentence(Exception trouble) {
    return switch (trouble) {
      case ArchiveException known -> String.valueOf(known.getMessage());
      case IntegrityException broken -> String.valueOf(broken.getMessage());
      default ->
          "Unexpected failure (%s): run again with --verbose and report what it shows."
              .formatted(trouble);
    };
  }
}
