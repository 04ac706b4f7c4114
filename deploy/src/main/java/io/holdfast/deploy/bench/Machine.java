package io.holdfast.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a figure was seen on: without it the figure means nothing.
 *
 * @param cores processors that this process may use
 * @param processor model as the system names it
 * @param memoryMiB of the machine
 * @param heapMiB most that the Java heap may grow to
 * @param jdk vendor and version
 * @param collectors of garbage
 * @param loadAverage of the last minute when the bench began: above a few tenths others were at
 *     work
 */
record Machine(
    int cores,
    String processor,
    long memoryMiB,
    long heapMiB,
    String jdk,
    List<String> collectors,
    String system,
    double loadAverage) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  static Machine here() {
    var runtime = Runtime.getRuntime();
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        runtime.availableProcessors(),
        model(),
        system.getTotalMemorySize() >> 20,
        runtime.maxMemory() >> 20,
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Math.round(system.getSystemLoadAverage() * 100) / 100.0);
  }

  private static String model() {
    if (Files.isReadable(PROCESSORS)) {
      try (var lines = Files.lines(PROCESSORS)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }
}
