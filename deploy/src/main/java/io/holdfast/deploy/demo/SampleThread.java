package io.holdfast.deploy.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A written conversation and the pairs of people who have it; the form is told in the resource. */
record SampleThread(List<Pair> pairs, List<Line> lines) {
  private static final String RESOURCE = "threads.txt";

  /** Who talks to whom. */
  record Pair(Employee employee, Counterparty counterparty) {}

  /**
   * One line of the script.
   *
   * @param outbound whether the employee wrote it
   */
  record Line(boolean outbound, String text) {
    /** Safe to print: no text. */
    @Override
    public String toString() {
      return outbound ? "Line[out]" : "Line[in]";
    }
  }

  static List<SampleThread> all() {
    try (InputStream in = SampleThread.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SampleThread> parse(String script) {
    var threads = new ArrayList<SampleThread>();
    for (String line : script.split("\n")) {
      if (line.startsWith("== ")) {
        threads.add(new SampleThread(pairs(line.substring(3)), new ArrayList<>()));
      } else if (line.startsWith("< ") || line.startsWith("> ")) {
        threads.getLast().lines.add(new Line(line.startsWith(">"), line.substring(2)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalStateException("not a line of a script: " + line);
      }
    }
    return List.copyOf(threads);
  }

  private static List<Pair> pairs(String names) {
    return Stream.of(names.split(" "))
        .map(each -> each.split("-"))
        .map(each -> new Pair(Cast.employee(each[0]), Cast.counterparty(each[1])))
        .toList();
  }
}
