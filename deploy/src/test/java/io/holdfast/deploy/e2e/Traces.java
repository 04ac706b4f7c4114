package io.holdfast.deploy.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a word in every byte of every file. */
record Traces(String word) {
  private static final int CHUNK = 1 << 20;

  /** Files below a folder that hold the word. */
  List<Path> in(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(this::holds).toList();
    }
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
