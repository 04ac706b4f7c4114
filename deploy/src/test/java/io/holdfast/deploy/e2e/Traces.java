package io.holdfast.deploy.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Looks for a word in every byte of every file. */
record Traces(String word) {
  private static final int CHUNK = 1 << 20;

  /** Files below a folder that hold the word. */
  List<Path> in(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && holds(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException trouble)
              throws IOException {
            if (trouble instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // deleted while we looked
            }
            throw trouble;
          }
        });
    return found;
  }

  private boolean holds(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String tail = "";
      for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
        String text = tail + new String(chunk, StandardCharsets.ISO_8859_1);
        if (text.contains(word)) {
          return true;
        }
        tail = text.substring(Math.max(0, text.length() - word.length()));
      }
      return false;
    } catch (NoSuchFileException e) {
      return false; // deleted while we looked
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
