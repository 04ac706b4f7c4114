package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path once per version. */
record PostgresBinaries(Path root) {

  /** The folder `bin`, ready to run from. */
  Path unpacked(ChildUser user) {
    String resource = resource();
    Path home = root.resolve(fingerprint(resource));
    if (!Files.isDirectory(home)) {
      OwnerFiles.deleteTree(root);
      Path next = OwnerFiles.folder(root.resolve("next"));
      try {
        unpack(resource, next);
        user.own(root);
        Files.move(next, home);
      } catch (IOException e) {
        throw OwnerFiles.failed("unpack PostgreSQL into", root, e);
      }
    }
    return home.resolve("bin");
  }

  private static String resource() {
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (machine) {
      case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
      case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
      default ->
          throw new ArchiveException(
              Category.MISCONFIGURED,
              "No embedded PostgreSQL for %s: use `holdfast run` with a PostgreSQL of your own."
                  .formatted(machine));
    };
  }

  private static InputStream open(String resource) throws IOException {
    InputStream stream = PostgresBinaries.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException(resource + " is not on the class path");
    }
    return new BufferedInputStream(stream, 1 << 16);
  }

  private static String fingerprint(String resource) {
    try (DigestInputStream stream =
        new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(stream.getMessageDigest().digest(), 0, 8);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED, "PostgreSQL's programs are missing: " + e.getMessage() + ".", e);
    }
  }

  private static void unpack(String resource, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(open(resource)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an entry leaves the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.resolveSibling(""));
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.resolveSibling(""));
          Files.copy(tar, path);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
