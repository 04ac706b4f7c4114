package io.holdfast.deploy.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A small picture of a bar chart, drawn point by point: it needs no fonts and no display. */
final class SamplePicture {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final int[] BARS = {60, 95, 80, 140, 165};

  private SamplePicture() {}

  static byte[] jpeg(int colour) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        image.setRGB(x, y, isBar(x, HEIGHT - y) ? colour : 0xf4f1ea);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "jpg", bytes)) {
        throw new IllegalStateException("every Java runtime writes JPEG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static boolean isBar(int x, int height) {
    int slot = WIDTH / BARS.length;
    return x % slot > slot / 4 && height > 10 && height < BARS[x / slot] + 10;
  }
}
