package io.holdfast.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the token may go. */
final class GraphAccessTest {
  private static final GraphAccess REAL =
      new GraphAccess(URI.create("https://graph.facebook.com"), "secret");
  private static final GraphAccess LOCAL =
      new GraphAccess(URI.create("http://127.0.0.1:8099"), "secret");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=x",
        "https://LOOKASIDE.FBSBX.COM/x",
        "https://graph.facebook.com/v24.0/1",
        "https://a.b.facebook.com:443/x"
      })
  void goesToThePlatform(String address) {
    assertThat(REAL.allows(URI.create(address))).isTrue();
    assertThat(LOCAL.allows(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://fbsbx.com.evil.example/x",
        "https://evilfbsbx.com/x",
        "https://evil.example/lookaside.fbsbx.com",
        "https://lookaside.fbsbx.com@evil.example/x",
        "https://user@lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com./x",
        "https://fbsbx.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "http://127.0.0.1:8100/x",
        "http://localhost:8099/x",
        "https://127.0.0.1:8099/x",
        "file:///etc/passwd",
        "ftp://lookaside.fbsbx.com/x",
        "//lookaside.fbsbx.com/x",
        "lookaside.fbsbx.com/x",
        "mailto:x@fbsbx.com"
      })
  void goesNowhereElse(String address) {
    assertThat(REAL.allows(URI.create(address))).isFalse();
    assertThat(LOCAL.allows(URI.create(address))).isFalse();
  }

  @Test
  void goesToTheConfiguredAddressItself() {
    assertThat(LOCAL.allows(URI.create("http://127.0.0.1:8099/files/1"))).isTrue();
    assertThat(REAL.allows(URI.create("http://127.0.0.1:8099/files/1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://graph.facebook.com",
        "http://10.0.0.1",
        "http://127.0.0.1.evil.example",
        "ftp://127.0.0.1",
        "https://user:word@graph.facebook.com"
      })
  void isNotSentInTheClear(String address) {
    assertThatThrownBy(() -> new GraphAccess(URI.create(address), "secret"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("whatsapp.graph-url");
  }

  @Test
  void namesTheVersionUnlessTheAddressDoes() {
    assertThat(REAL.media("912")).hasToString("https://graph.facebook.com/v24.0/912");
    assertThat(new GraphAccess(URI.create("https://graph.facebook.com/v25.0/"), null).media("912"))
        .hasToString("https://graph.facebook.com/v25.0/912");
    assertThat(REAL.media("../me")).isNull();
    assertThat(REAL.media("1?fields=x")).isNull();
    assertThat(REAL.media("..")).isNull();
  }

  @Test
  void isNotPrinted() {
    assertThat(REAL.toString()).doesNotContain("secret");
  }
}
