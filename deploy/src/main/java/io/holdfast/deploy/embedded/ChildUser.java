package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who the child processes run as. Elasticsearch and PostgreSQL refuse to run as root, so when we
 * are root they run as `nobody`. Where a parent folder is closed to `nobody` (a clone under /root)
 * they run in a user namespace of their own instead, in which root is nobody. Immutable.
 */
final class ChildUser {
  private static final List<String> NAMESPACE =
      List.of("unshare", "--user", "--map-user=65534", "--map-group=65534");
  private static final String DATA_CLOSED = "rwx------";
  private static final String DATA_PASSABLE = "rwx--x---";

  /** Owner of the child's files. */
  private record Identity(UserPrincipal user, GroupPrincipal group) {}

  private final Optional<Identity> owner;
  private final List<String> switching;
  private final String dataPermissions;

  private ChildUser(Optional<Identity> owner, List<String> switching, String dataPermissions) {
    this.owner = owner;
    this.switching = switching;
    this.dataPermissions = dataPermissions;
  }

  /**
   * Ourselves, or a way not to be root.
   *
   * @param reaches folders that the child must be able to enter
   */
  static ChildUser current(List<Path> reaches) {
    try {
      if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
        return new ChildUser(Optional.empty(), List.of(), DATA_CLOSED);
      }
      UserPrincipalLookupService lookup =
          Path.of("/").getFileSystem().getUserPrincipalLookupService();
      Identity nobody = new Identity(lookup.lookupPrincipalByName("nobody"), nogroup(lookup));
      if (onPath("setpriv") && reaches.stream().allMatch(path -> canReach(nobody, path))) {
        List<String> switching =
            List.of(
                "setpriv",
                "--reuid=" + nobody.user.getName(),
                "--regid=" + nobody.group.getName(),
                "--clear-groups");
        return new ChildUser(Optional.of(nobody), switching, DATA_PASSABLE);
      }
      return inNamespace(lookup, reaches);
    } catch (IOException | UnsupportedOperationException e) {
      throw new ArchiveException(
          ArchiveException.Category.MISCONFIGURED,
          "The embedded engines need Linux with a user named nobody: %s.".formatted(e.getMessage()),
          e);
    }
  }

  private static ChildUser inNamespace(UserPrincipalLookupService lookup, List<Path> reaches)
      throws IOException {
    try {
      List<String> probe = new ArrayList<>(NAMESPACE);
      probe.add("true");
      if (onPath("unshare") && new ProcessBuilder(probe).start().waitFor() == 0) {
        Identity root =
            new Identity(
                lookup.lookupPrincipalByName("root"), lookup.lookupPrincipalByGroupName("root"));
        return new ChildUser(Optional.of(root), NAMESPACE, DATA_CLOSED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ArchiveException(
        ArchiveException.Category.MISCONFIGURED,
        "The embedded engines refuse to run as root and the user nobody cannot enter all of %s: choose"
                .formatted(reaches)
            + " folders that everybody may pass through, or start Holdfast as another user.");
  }

  private static GroupPrincipal nogroup(UserPrincipalLookupService lookup) throws IOException {
    try {
      return lookup.lookupPrincipalByGroupName("nogroup");
    } catch (IOException otherFamily) {
      return lookup.lookupPrincipalByGroupName("nobody");
    }
  }

  /**
   * What to put before a command.
   *
   * @param deathSignal sent to the child when the thread that started it ends
   */
  List<String> prefix(String deathSignal) {
    List<String> prefix = new ArrayList<>();
    if (onPath("setsid")) {
      // out of the terminal's process group: Ctrl-C reaches us alone, and we stop them in order
      prefix.add("setsid");
    }
    prefix.addAll(switching);
    if (onPath("setpriv")) {
      // last: a change of user clears it
      prefix.addAll(List.of("setpriv", "--pdeathsig", deathSignal));
    }
    return prefix;
  }

  /** Gives a folder and all in it to the child's user. */
  void own(Path root) {
    owner.ifPresent(
        who -> {
          try {
            Files.walkFileTree(root, new Giving(who));
          } catch (IOException e) {
            throw OwnerFiles.failed("give to " + who.user.getName(), root, e);
          }
        });
  }

  /** Gives all of a tree away. What the last process of before takes with it is no loss. */
  private static final class Giving extends SimpleFileVisitor<Path> {
    private final Identity who;

    Giving(Identity who) {
      this.who = who;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return visitFile(folder, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      try {
        own(who, path);
      } catch (NoSuchFileException gone) {
        return FileVisitResult.CONTINUE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException why) throws IOException {
      if (why instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw why;
    }
  }

  /**
   * Lets the child's group pass through the data folder where that is needed, without seeing what
   * is in it.
   */
  void passThrough(Path folder) {
    owner.ifPresent(
        who -> {
          try {
            PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            view.setGroup(who.group);
            view.setPermissions(PosixFilePermissions.fromString(dataPermissions));
          } catch (IOException e) {
            throw OwnerFiles.failed("open to " + who.group.getName(), folder, e);
          }
        });
  }

  private static void own(Identity who, Path path) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!view.readAttributes().owner().equals(who.user)) {
      view.setOwner(who.user);
      view.setGroup(who.group);
    }
  }

  private static boolean canReach(Identity who, Path target) {
    try {
      for (Path folder = target.toRealPath(); folder != null; folder = folder.getParent()) {
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        PosixFilePermission needed =
            attributes.owner().equals(who.user)
                ? PosixFilePermission.OWNER_EXECUTE
                : attributes.group().equals(who.group)
                    ? PosixFilePermission.GROUP_EXECUTE
                    : PosixFilePermission.OTHERS_EXECUTE;
        if (!attributes.permissions().contains(needed)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw OwnerFiles.failed("look at", target, e);
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
