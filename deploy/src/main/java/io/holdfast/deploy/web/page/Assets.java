package io.holdfast.deploy.web.page;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Stylesheet and scripts: a fixed list, nothing else is ever served from the program's files. */
@Controller
final class Assets {
  private final Map<String, Asset> assets =
      Map.of(
          "holdfast.css",
          load("/io/holdfast/deploy/web/assets/holdfast.css", "text/css;charset=UTF-8"),
          "desk.js",
          load("/io/holdfast/deploy/web/assets/desk.js", "text/javascript;charset=UTF-8"),
          "htmx.js",
          load(
              "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js",
              "text/javascript;charset=UTF-8"),
          "mark.svg",
          load("/io/holdfast/deploy/web/assets/mark.svg", "image/svg+xml"));

  @GetMapping("/assets/{name}")
  @Access(To.EVERYBODY)
  ResponseEntity<byte[]> asset(@PathVariable String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no such file");
    }
    return ResponseEntity.ok()
        .eTag(asset.tag())
        .cacheControl(CacheControl.noCache())
        .contentType(MediaType.parseMediaType(asset.type()))
        .body(asset.bytes().toArray());
  }

  private static Asset load(String path, String type) {
    try (InputStream stream = Assets.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("the program was built without " + path);
      }
      byte[] bytes = stream.readAllBytes();
      return new Asset(Bytes.wrap(bytes), type, Sha256.of(bytes).toString().substring(0, 16));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Asset(Bytes bytes, String type, String tag) {}
}
