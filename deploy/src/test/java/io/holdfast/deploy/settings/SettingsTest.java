package io.holdfast.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir Path folder;

  @Test
  void readsNestedAndDottedNamesAndLists() throws Exception {
    Settings settings =
        fromFile(
            """
            zone: Europe/Berlin
            seal.after: 30s
            whatsapp:
              app-secrets: [one, two]
            spool:
              bootstrap-servers: a:9092, b:9092
            """);
    assertThat(settings.zone(Setting.ZONE)).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.duration(Setting.SEAL_AFTER)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.secrets(Setting.WHATSAPP_APP_SECRETS))
        .containsExactly(Secret.of("one"), Secret.of("two"));
    assertThat(settings.list(Setting.SPOOL_BOOTSTRAP_SERVERS))
        .isEqualTo(List.of("a:9092", "b:9092"));
    assertThat(settings.number(Setting.PORT)).isEqualTo(8080);
  }

  @Test
  void prefersTheCommandLineToTheEnvironmentToTheFile() throws Exception {
    Path file = write("port: 1\naddress: file\nzone: UTC\n");
    Settings settings =
        Settings.read(
            new Sources(
                Optional.of(file),
                Map.of("HOLDFAST_PORT", "2", "HOLDFAST_ADDRESS", "environment", "PATH", "/bin"),
                Map.of(Setting.PORT, "3")));
    assertThat(settings.number(Setting.PORT)).isEqualTo(3);
    assertThat(settings.require(Setting.ADDRESS)).isEqualTo("environment");
  }

  @Test
  void anUnknownNameStopsTheStartAndNamesPlaceAndNearest() {
    assertThatThrownBy(() -> fromFile("zone: UTC\nwhatsapp:\n  verify-tokn: x\n"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("whatsapp.verify-tokn")
        .hasMessageContaining("did you mean whatsapp.verify-token?");
    assertThatThrownBy(() -> fromEnvironment(Map.of("HOLDFAST_PORTS", "1")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("HOLDFAST_PORTS")
        .hasMessageContaining("did you mean HOLDFAST_PORT?");
  }

  @Test
  void aWrongValueNamesItsPlaceAndWhatIsAllowed() {
    assertThatThrownBy(() -> fromFile("\nport: 70000\n"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("'70000' is not a port");
    assertThatThrownBy(() -> fromEnvironment(Map.of("HOLDFAST_SEAL_AFTER", "soon")))
        .hasMessageContaining("HOLDFAST_SEAL_AFTER")
        .hasMessageContaining("'soon' is not a duration");
    assertThatThrownBy(() -> fromFile("port: 1\nport: 2\n")).hasMessageContaining("twice");
    assertThatThrownBy(() -> fromFile("port: [1\n")).hasMessageContaining("is not YAML");
  }

  @Test
  void secretsComeFromFilesAndVariablesAndNeverPrint() throws Exception {
    Path file = write("from a file\n");
    Settings settings =
        fromEnvironment(
            Map.of(
                "HOLDFAST_WHATSAPP_APP_SECRETS",
                "file:" + file + ",env:OTHER,plain",
                "OTHER",
                "from a variable"));
    assertThat(settings.secrets(Setting.WHATSAPP_APP_SECRETS).stream().map(Secret::reveal))
        .containsExactly("from a file", "from a variable", "plain");
    assertThat(settings.toString()).doesNotContain("plain", "from a");
    assertThat(settings.secrets(Setting.WHATSAPP_APP_SECRETS).toString())
        .isEqualTo("[[secret], [secret], [secret]]");
    assertThatThrownBy(() -> fromEnvironment(Map.of("HOLDFAST_SEARCH_PASSWORD", "env:NOT_THERE")))
        .hasMessageContaining("NOT_THERE is not set");
  }

  /** Write it anew with -Dholdfast.write-docs=true. */
  @Test
  void thePageIsNotStale() throws Exception {
    Path page = Path.of("../docs/configuration.md");
    if (Boolean.getBoolean("holdfast.write-docs")) {
      Files.createDirectories(page.resolveSibling(""));
      Files.writeString(page, SettingsPage.markdown());
    }
    assertThat(Files.readString(page)).isEqualTo(SettingsPage.markdown());
  }

  private Settings fromFile(String yaml) throws IOException {
    return Settings.read(new Sources(Optional.of(write(yaml)), Map.of(), Map.of()));
  }

  private static Settings fromEnvironment(Map<String, String> environment) {
    return Settings.read(new Sources(Optional.empty(), environment, Map.of()));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), text);
  }
}
