package io.holdfast.deploy.laws;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls of a logger that hand it a failure, or the words of one, or that hide what they hand.
 */
final class LogCalls {
  private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");
  private static final Set<String> WORDS =
      Set.of("getMessage", "getLocalizedMessage", "getCause", "getSuppressed");
  private static final String DOOR = "LoggedTrouble";
  private static final Pattern FAILURE = Pattern.compile("(.*\\.)?\\w*(Exception|Error|Throwable)");

  private LogCalls() {}

  /** Calls that must not be, as they stand in the sources. */
  static List<String> faults(Iterable<? extends JavaFileObject> sources) {
    var unreadable = new DiagnosticCollector<JavaFileObject>();
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, unreadable, null, null, sources);
    var faults = new ArrayList<String>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        var names = new Names();
        names.scan(unit, null);
        new Calls(unit.getSourceFile().getName(), names, faults).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!unreadable.getDiagnostics().isEmpty()) {
      throw new IllegalStateException("sources cannot be read: " + unreadable.getDiagnostics());
    }
    return faults;
  }

  /** What loggers and failures are called in a file. */
  private static final class Names extends TreeScanner<@Nullable Void, @Nullable Void> {
    final Set<String> loggers = new HashSet<>();
    final Set<String> failures = new HashSet<>();

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
      String type = String.valueOf(variable.getType());
      if (type.endsWith("Logger")) {
        loggers.add(variable.getName().toString());
      } else if (FAILURE.matcher(type).matches()) {
        failures.add(variable.getName().toString());
      }
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitCatch(CatchTree clause, @Nullable Void none) {
      failures.add(clause.getParameter().getName().toString());
      return super.visitCatch(clause, null);
    }
  }

  /** The calls of loggers. */
  private static final class Calls extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final String file;
    private final Names names;
    private final List<String> faults;

    Calls(String file, Names names, List<String> faults) {
      this.file = file;
      this.names = names;
      this.faults = faults;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
      if (call.getMethodSelect() instanceof MemberSelectTree called
          && called.getExpression() instanceof IdentifierTree on
          && names.loggers.contains(on.getName().toString())) {
        var told = new Told(names.failures);
        told.scan(call.getArguments(), null);
        if (told.foreign || !LEVELS.contains(called.getIdentifier().toString())) {
          faults.add(file + ": " + call);
        }
      }
      return super.visitMethodInvocation(call, null);
    }
  }

  /** Whether what a logger is handed holds a failure or its words. */
  private static final class Told extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> failures;
    private boolean foreign;

    Told(Set<String> failures) {
      this.failures = failures;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
      if (!(call.getMethodSelect() instanceof MemberSelectTree called)) {
        return super.visitMethodInvocation(call, null);
      }
      if (called.getExpression().toString().equals(DOOR)) {
        return null;
      }
      String name = called.getIdentifier().toString();
      foreign |= WORDS.contains(name) || (name.equals("toString") && isFailure(called));
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree reference, @Nullable Void none) {
      foreign |= WORDS.contains(reference.getName().toString());
      return super.visitMemberReference(reference, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void none) {
      ExpressionTree on = select.getExpression();
      return on instanceof IdentifierTree ? null : super.visitMemberSelect(select, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
      foreign |= failures.contains(identifier.getName().toString());
      return null;
    }

    private boolean isFailure(MemberSelectTree called) {
      return called.getExpression() instanceof IdentifierTree on
          && failures.contains(on.getName().toString());
    }
  }
}
