package io.holdfast.archive.store.file;

import io.holdfast.archive.store.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where things lie under a root: {@code objects/} and, in the same shape, {@code locks/}.
 *
 * <p>A file's name ends with {@code ~}, which no object name contains and no folder has, so {@code
 * a} and {@code a/b} can both be stored. Stateless.
 *
 * @param root absolute
 */
record FileTree(Path root) {
  private static final String MARK = "~";

  Path objects() {
    return root.resolve("objects");
  }

  Path data(ObjectKey key) {
    return objects().resolve(key.value() + MARK);
  }

  Path sidecar(ObjectKey key) {
    return root.resolve("locks").resolve(key.value() + MARK);
  }

  /** Names with a prefix, after a name (empty: from the first), in order, at most so many. */
  List<ObjectKey> list(String prefix, String after, int limit) throws IOException {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    var found = new ArrayList<ObjectKey>();
    if (folder.isEmpty() || ObjectKey.parse(folder.substring(0, folder.length() - 1)).isPresent()) {
      walk(folder, prefix, after, limit, found);
    }
    return List.copyOf(found);
  }

  private void walk(String folder, String prefix, String after, int limit, List<ObjectKey> found)
      throws IOException {
    for (String entry : entries(folder, prefix, after)) {
      if (found.size() >= limit) {
        return;
      }
      if (entry.endsWith("/")) {
        walk(entry, prefix, after, limit, found);
      } else {
        ObjectKey.parse(entry).ifPresent(found::add);
      }
    }
  }

  /** The entries of a folder that can matter, files by name and folders with a slash, in order. */
  private List<String> entries(String folder, String prefix, String after) throws IOException {
    var names = new ArrayList<String>();
    try (var stream = Files.newDirectoryStream(objects().resolve(folder))) {
      for (Path path : stream) {
        String file = String.valueOf(path.getFileName());
        String name =
            folder + (file.endsWith(MARK) ? file.substring(0, file.length() - 1) : file + "/");
        if (isWanted(name, prefix, after)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  private static boolean isWanted(String name, String prefix, String after) {
    boolean folder = name.endsWith("/");
    boolean fits = name.startsWith(prefix) || (folder && prefix.startsWith(name));
    boolean later = name.compareTo(after) > 0 || (folder && after.startsWith(name));
    return fits && later;
  }
}
