package io.holdfast.archive.store.file;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading objects and their sidecars. Needs no lock: names are given and taken in one step. */
record ObjectFiles(FileTree tree) {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectFiles.class);
  private static final int BUFFER = 1 << 16;

  Bytes read(ObjectKey key) {
    try {
      return Bytes.wrap(Files.readAllBytes(tree.data(key)));
    } catch (NoSuchFileException e) {
      throw Trouble.notFound(key);
    } catch (IOException e) {
      throw Trouble.at("reading", tree.data(key), e);
    }
  }

  Bytes readRange(ObjectKey key, long offset, int length) {
    try (var channel = FileChannel.open(tree.data(key))) {
      if (offset < 0 || length < 0 || offset > channel.size() - length) {
        throw new ArchiveException(
            Category.INVALID,
            "object %s has %d bytes, so no %d from %d"
                .formatted(key, channel.size(), length, offset));
      }
      var buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
      return Bytes.wrap(buffer.array());
    } catch (NoSuchFileException e) {
      throw Trouble.notFound(key);
    } catch (IOException e) {
      throw Trouble.at("reading", tree.data(key), e);
    }
  }

  InputStream open(ObjectKey key) {
    try {
      return Files.newInputStream(tree.data(key));
    } catch (NoSuchFileException e) {
      throw Trouble.notFound(key);
    } catch (IOException e) {
      throw Trouble.at("reading", tree.data(key), e);
    }
  }

  Optional<StoredObject> stat(ObjectKey key) {
    try {
      long size = Files.size(tree.data(key));
      Protection protection = protection(key);
      // A deletion takes the data first: a sidecar that went meanwhile is no missing sidecar.
      return Files.exists(tree.data(key))
          ? Optional.of(new StoredObject(key, size, protection))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Trouble.at("reading", tree.data(key), e);
    }
  }

  /** What the sidecar says; without a sound one the longest lock there is. */
  Protection protection(ObjectKey key) throws IOException {
    Optional<Protection> stated = stated(key);
    if (stated.isEmpty() && Files.exists(tree.data(key))) {
      LOG.warn("object {} has no sound lock sidecar and counts as locked", key);
    }
    return stated.orElseGet(() -> Protection.until(Protection.LATEST));
  }

  /** Whether an object that is there has a sound sidecar. */
  boolean isSidecarSound(ObjectKey key) throws IOException {
    return stated(key).isPresent() || !Files.exists(tree.data(key));
  }

  private Optional<Protection> stated(ObjectKey key) throws IOException {
    try {
      return Sidecar.parse(key, Files.readAllBytes(tree.sidecar(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean hasBytes(ObjectKey key, Body body) throws IOException {
    if (Files.size(tree.data(key)) != body.length()) {
      return false;
    }
    try (InputStream ours = body.open();
        InputStream theirs = Files.newInputStream(tree.data(key))) {
      byte[] chunk = ours.readNBytes(BUFFER);
      while (chunk.length > 0) {
        if (!Arrays.equals(chunk, theirs.readNBytes(BUFFER))) {
          return false;
        }
        chunk = ours.readNBytes(BUFFER);
      }
      return true;
    }
  }
}
