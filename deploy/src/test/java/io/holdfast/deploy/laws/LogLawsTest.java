package io.holdfast.deploy.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs carry ids: no failure goes there with the words of a library, which may quote content. */
class LogLawsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void failuresGoToTheLogThroughTheirDoor() throws IOException {
    var sources = new ArrayList<Path>();
    for (Path module : modules()) {
      try (Stream<Path> all = Files.walk(module)) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    assertThat(sources).hasSizeGreaterThan(100);
    assertThat(LogCalls.faults(files.getJavaFileObjectsFromPaths(sources))).isEmpty();
  }

  /** The sources of every module, those that come later too. */
  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      List<Path> modules =
          folders.map(each -> each.resolve("src/main/java")).filter(Files::isDirectory).toList();
      assertThat(modules).hasSizeGreaterThanOrEqualTo(5);
      return modules;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOG.error(\"x\", e);",
        "LOG.error(\"{}\", e);",
        "LOG.error(\"{} {}\", id, e);",
        "LOG.error(\"x: \" + e);",
        "LOG.error(\"{}\", e.toString());",
        "LOG.error(\"{}\", e.getMessage());",
        "LOG.warn(\"{}\", String.valueOf(e.getMessage()));",
        "LOG.warn(\"{}\", e.getCause().getMessage());",
        "LOG.warn(\"x\", e.getCause());",
        "LOG.info(\"{}\", list.stream().map(Exception::getMessage).toList());",
        "LOG.info(\"{}\", why);",
        "LOG.atError().setCause(e).log(\"x\");",
      })
  void whatMustNotBeIsFound(String statement) {
    assertThat(LogCalls.faults(List.of(source(statement)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOG.error(\"{}\", id);",
        "LOG.error(\"{} {}\", id, LoggedTrouble.words(e));",
        "LOG.error(\"{}\", LoggedTrouble.whole(e.getCause()));",
        "LOG.error(\"{}\", e.getClass().getName());",
        "LOG.error(\"{}\", e.category());",
        "throw new IllegalStateException(e.getMessage(), e);",
      })
  void whatMayBeIsLeftAlone(String statement) {
    assertThat(LogCalls.faults(List.of(source(statement)))).isEmpty();
  }

  private static JavaFileObject source(String statement) {
    String text =
        """
        class Sample {
          private static final Logger LOG = LoggerFactory.getLogger(Sample.class);
          void run(String id, IOException why) {
            try {
              work();
            } catch (IllegalStateException | ArchiveException e) {
              %s
            }
          }
        }
        """
            .formatted(statement);
    return new SimpleJavaFileObject(
        URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
